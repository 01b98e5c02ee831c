# SPDX-License-Identifier: GPL-2.0-or-later
# log.awk - the commands in what make or ninja printed; to be read behind
# words.awk
#
# A folder lasts from make's "Entering directory" to its "Leaving directory", in
# the language that make speaks; the first make ran in the build directory.
# While these are properly nested a line is of the folder that was entered last.
# That one of the others is meant, where one make runs several jobs, is a guess:
# it counts only where nothing else is found.  Where several makes ran at a time
# their lines are mixed, and each may be of any folder that is open.  All are
# printed, the last one first, and who reads them looks in which the source is.

BEGIN {
	ENTER = "Entering directory|wird betreten|on entre dans le|" \
		"se entra en el|ingresso nella|Entrando no|a entrar na|" \
		"вход в каталог|входимо до|влизане в|Vstupuje se|" \
		"Går till katalog|Siirrytään|isteach|Ulazi se|Memasuki|" \
		"に入ります|들어감|wordt binnengegaan|Wejście do|Улазим|" \
		"Vào thư|进入目录|進入目錄"
	LEAVE = "Leaving directory|wird verlassen|on quitte le|se sale del|" \
		"uscita dalla|Saindo do|a sair da|выход из|Залишаю каталог|" \
		"излизане от|Opouští se|Forlader katalog|Lämnar katalogen|" \
		"Poistutaan|amach as|Izlazi se|Meninggalkan|から出ます|나감|" \
		"wordt verlaten|Opuszczenie|Напуштам|Rời thư|离开目录|離開目錄"
	QUOTE = "('|`|\"|„|“|”|«|»|「|」)"
	# when: 10:11:12, with a date in front, in brackets; ninja's [1/9] too
	STAMP = "^(\\[[ 0-9][0-9:.,TZ/ +%-]*\\]|" \
		"[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9](T[0-9:.,Z+-]+)?|" \
		"[0-9][0-9]:[0-9][0-9]:[0-9][0-9]([.,][0-9]+)?Z?)[ \t]+"
}

# place - FILE:LINE, or just the name of what has no lines to look at
function place(line) {
	return NAME == "make -n" ? NAME : NAME ":" line
}

# enter LEVEL DIR and leave DIR: MIXED where they are not nested
function enter(level, dir) {
	if (OPEN && level <= LEVEL[OPEN])
		MIXED = 1
	FOLDER[++OPEN] = under(DIR, dir)
	LEVEL[OPEN] = level
}
function leave(dir,    i) {
	dir = under(DIR, dir)
	for (i = OPEN; i && FOLDER[i] != dir; i--)
		;
	if (i != OPEN)
		MIXED = 1
	if (!i)
		return
	for (OPEN--; i <= OPEN; i++) {
		FOLDER[i] = FOLDER[i + 1]
		LEVEL[i] = LEVEL[i + 1]
	}
}

function directory(s,    i) {
	match(s, QUOTE)
	s = substr(s, RSTART + RLENGTH)
	for (i = length(s); i && !match(substr(s, i), "^" QUOTE); i--)
		;
	s = substr(s, 1, i - 1)
	gsub(/^(\302\240| )+|(\302\240| )+$/, "", s)
	return s
}

# level S - N of make[N]:
function level(s) {
	return match(s, /^[^ ]*\[[0-9]+\] ?:/) ? \
		substr(s, index(s, "[") + 1) + 0 : 0
}

# keep S LINE - a command, and the folders that are open
function keep(s, line,    i) {
	KEPT[++COMMANDS] = s
	KEPT_LINE[COMMANDS] = line
	for (i = 1; i <= OPEN; i++)
		KEPT_FOLDER[COMMANDS, i] = FOLDER[i]
	KEPT_FOLDER[COMMANDS, 0] = DIR
	KEPT_OPEN[COMMANDS] = OPEN + 0
}

{ sub(/\r$/, "") }

MORE { HELD = HELD "\n" $0 }
!MORE { HELD = $0; FIRST = NR }
{
	# an odd number of \ at the end: the line goes on
	match($0, /\\*$/)
	if (MORE = RLENGTH % 2)
		next
	while (sub(STAMP, "", HELD))
		;
}

HELD ~ /^[^ ]*(make|ninja)[^ ]* ?: / && HELD ~ ENTER {
	enter(level(HELD), directory(HELD))
	next
}
HELD ~ /^[^ ]*(make|ninja)[^ ]* ?: / && HELD ~ LEAVE {
	leave(directory(HELD))
	next
}
index(HELD, BASE) {
	sub(/^libtool: compile: /, "", HELD)
	keep(HELD, FIRST)
}

END {
	if (MORE && index(HELD, BASE))
		keep(HELD, FIRST)
	for (C = 1; C <= COMMANDS; C++) {
		SEEN = KEPT_LINE[C]
		for (I = KEPT_OPEN[C]; I >= 0; I--) {
			RANK = MIXED ? "mixed" : \
				I == KEPT_OPEN[C] ? "sure" : "guess"
			commands(KEPT[C], place(SEEN), KEPT_FOLDER[C, I])
		}
	}
}
