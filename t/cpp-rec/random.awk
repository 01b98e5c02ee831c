# SPDX-License-Identifier: GPL-2.0-or-later
# random.awk -v seed=N [-v wild=1] - a random program of macros
#
# What is not made, since it cannot be compared: numbers with signs and strings
# with prefixes behind names (gcc -E prints x and 2e+1, or x and L"s", as one
# where macros put them side by side), quotes without a pair (they swallow
# what is printed behind them), ## in definitions of several lines (gcc gives
# the place of the left operand where the result is wrong, we that of the
# operator), a directive at the end (gcc has no place for errors then).
# Definitions, of all kinds and with all operators, among lines that call
# them, in each other's arguments, over several lines, with directives between
# them.  wild: also what is wrong, so that there may be an error.

# A number below n
function r(n) {
	x = (x * 69069 + 12345) % 4294967296
	return int(x / 65536) % n
}

function pick(s,	w, n) {
	n = split(s, w, " ")
	return w[r(n) + 1]
}

function blank() {
	return r(4) ? " " : r(3) ? "" : pick("  /**/ /*x*/\t")
}

# A token of a replacement list of macro m
function body_token(m,	k) {
	k = r(20)
	if (k < 7 && np[m])
		return param[m, r(np[m]) + 1]
	if (k < 10)
		return name[r(nm) + 1]
	if (k < 11)
		return body_call(m)
	if (k < 13 && np[m] && fun[m])
		return "#" blank() param[m, r(np[m]) + 1]
	if (k < 15)
		return paste(m)
	if (k < 16 && variadic[m] == 1)
		return "__VA_OPT__" blank() "(" body(m, 3) ")"
	if (k < 17)
		return pick("x y z u8 L __LINE__ __COUNTER__ __FILE__ defined")
	if (k < 18)
		return pick("1 2.5 0x1p '\\n' \"s\\\\t\" 'a' +L\"w\" ,u8\"v\"")
	if (wild && !r(6))
		return pick("# ## ( ) __VA_ARGS__ __VA_OPT__ @ \\")
	return pick("+ - < > <= == -> . ... [ ] { } ; ? : ! ~ & && | % ,")
}

# Operands that give a token for most arguments; with wild any
function paste(m,	a, b) {
	if (variadic[m] && !r(3))
		return "," blank() "##" blank() param[m, np[m]]
	a = np[m] && (wild || !r(8)) ? param[m, r(np[m]) + 1] : pick("x y _ A B C")
	b = np[m] && (wild || !r(8)) ? param[m, r(np[m]) + 1] : pick("x y 1 _ A B")
	if (wild && !r(4))
		b = body_token(m)
	a = a blank() "##" blank() b
	if (!r(4))
		a = a blank() "##" blank() pick("x 1 _ A")
	return a
}

# A call in the replacement list of m
function body_call(m,	c, i, s) {
	c = r(nm) + 1
	s = name[c]
	if (substr(shape, c, 1) == "o")
		return s
	for (i = substr(shape, c, 1) + 0; i > 0; i--)
		s = s (i == substr(shape, c, 1) + 0 ? "(" : ",") body(m, 1)
	return s (substr(shape, c, 1) == "0" ? "(" : "") ")"
}

# Two pieces of text, apart where they would be one token
function glue(a, b) {
	if (a ~ /[A-Za-z0-9_.]$/ && b ~ /^[A-Za-z0-9_.\042\047]/)
		return a " " b
	return a blank() b
}

function body(m, n,	s) {
	s = ""
	for (n = r(n + 1); n > 0; n--)
		s = glue(s, body_token(m))
	return s
}

function define(	m, i, s) {
	m = r(nm) + 1
	# what takes how many arguments stays as it is, but for wild ones
	fun[m] = substr(shape, m, 1) != "o"
	if (wild && !r(6))
		fun[m] = !fun[m]
	np[m] = variadic[m] = 0
	s = name[m]
	if (fun[m]) {
		np[m] = substr(shape, m, 1) + 0
		if (wild && !r(6))
			np[m] = r(4)
		s = s "("
		for (i = 1; i <= np[m]; i++) {
			param[m, i] = substr("abcdef", i, 1)
			s = s (i > 1 ? "," blank() : "") param[m, i]
		}
		if (np[m] && r(2)) {
			variadic[m] = 1 + !r(3)
			i = np[m]
			s = substr(s, 1, length(s) - 1)
			sub(/,[^,]*$/, "", s)
			if (i == 1)
				s = name[m] "("
			param[m, i] = variadic[m] == 1 ? "__VA_ARGS__" : "rest"
			s = s (i > 1 ? ", " : "") \
				(variadic[m] == 1 ? "..." : "rest...")
		}
		s = s ")"
	}
	if (!wild || r(4))
		print "#undef " name[m]
	s = "#define " s " " body(m, 6)
	if (!r(6) && s !~ /##/)
		gsub(/ /, " \\\n", s)
	print s
}

# Arguments; depth of calls in calls
function arguments(m, depth,	i, n, s) {
	n = np[m]
	if (variadic[m] && n > 1)
		n += r(3) - 1
	if (wild && !r(8))
		n += r(3) - 1
	s = ""
	for (i = 1; i <= n; i++)
		s = s (i > 1 ? blank() "," blank() : "") text(r(4), depth + 1)
	return s
}

function text(n, depth,	s, m, k, all) {
	all = ""
	for (; n > 0; n--) {
		s = ""
		k = r(12)
		m = r(nm) + 1
		if (k < 5 && depth < 4 && fun[m])
			s = s name[m] blank() (r(9) ? "" : "\n") "(" \
				arguments(m, depth) (r(30) ? "" : "\n") ")"
		else if (k < 6)
			s = s name[m]
		else if (k < 7 && depth < 4)
			s = s "(" text(r(4), depth + 1) ")"
		else if (k < 8)
			s = s pick("S(A) S(B(x)) S(C D) S(A(,)) T(A,B) T(C,D) T(x,1)")
		else if (wild && !r(10))
			s = s pick("( ) , # ## @ \\ .. __VA_ARGS__")
		else if (!r(12) && depth == 0)
			s = s "_Pragma(\"p " pick("A x 1") "\")"
		else
			s = s pick("x y 1 2e1 \"s\" 'c' + - < > = ; . & | __LINE__ __COUNTER__ u8 L")
		all = glue(all, s)
	}
	return all
}

function condition(	s, n) {
	s = pick("defined(A) !defined(B) 1 0 (A+0) (B(1)+0) __LINE__>20 __COUNTER__")
	if (!wild)
		s = pick("defined(A) !defined(B) 1 0 __LINE__>20 __COUNTER__")
	for (n = r(3); n > 0; n--)
		s = s " " pick("|| && + - == < ?1: *") " " pick("1 0 2 defined(C) !defined(D) -1 3u")
	return s
}

BEGIN {
	x = seed + 1
	for (i = 0; i < 10; i++)
		r(2)
	nm = split("A B C D E F G H", name, " ")
	shape = "o1203o12"      # o: object-like; else the parameters
	print "#define S(...) #__VA_ARGS__ T(__VA_ARGS__,)"
	print "#define T(a, ...) #a a ## __VA_ARGS__ x"
	if (!wild)      # its argument would often not paste
		print "#undef T\n#define T(a, ...) #a a, ## __VA_ARGS__ x"
	for (i = 1; i <= nm; i++)
		define()
	for (i = 0; i < (lines ? lines : 25); i++) {
		k = r(14)
		if (k < 4)
			define()
		else if (k < 5)
			print pick("#undef") " " name[r(nm) + 1]
		else if (k < 6) {
			m = name[r(nm) + 1]
			print "#pragma " pick("push_macro pop_macro") \
				"(\"" m "\")"
		} else if (k < 7) {
			k = pick("else elif=1 elifdef=A elifndef=B")
			if (wild)
				k = pick("else=x elif elif=A elifdef endif")
			sub(/=/, " ", k)
			print "#if " condition() "\n" text(3, 0) "\n#" k \
				"\n" text(3, 0) "\n#endif"
		} else
			print text(1 + r(5), 0) ";"
	}
	print "end"
}
