# SPDX-License-Identifier: GPL-2.0-or-later
# Assertions that cannot fail, as t/check/check-bats finds them
setup() {
	load helper
	cd "$top"
}

@test "check-bats: no assertion of our tests is one that cannot fail" {
	check-bats t/*.bats t/helper.bash
}

# bats_file - a.bats, from standard input, where bats sees no test of its own
bats_file() {
	sed 's/^test /@&/' >a.bats
}

@test "check-bats: what cannot fail is found wherever it stands" {
	cd "$tmp"
	bats_file <<-'E'
	test "one" {
		! grep x y		# void
		true; ! grep x y	# void
		true && ! grep x y	# void
		true ||
			! grep x y	# void
		(! cat x | grep z)	# void
		if true; then ! a; fi	# void
		for i in 1 2; do
			! b		# void
		done
		x=$(! c)		# void
		case $x in
		a | b)	! d ;;		# void
		(c)	[ a ] && e ;;	# void
		esac
		a <<-Q
		\tmore
		! nothing
		Q
		[ a ] && [ b ]		# void
		[ a ] && [ b ] && c	# void
		[[ a && ( ! b || c ) ]] && d	# void
		cat a | grep -q x && c	# void
		cmp a b &&		# void
			c
		diff "$(! a)" "b" 	# void
		[ "a" ] || :		# void
		{ cmp -s a b || true; }	# void
		d() { ! e		# void
		}
		x=1 y='a
		! b' ! c		# void
		z=${x#*"!"} ! c		# void
	}
	two() {
		run a			# void
		run -1 b
	}
	last() {
		run a
	}
	test "three" {
		last			# void
	}
	test "four" {			# void
		x=1
		echo "$x"
	}
	test "five" { ! a; }		# void
	test "six" {
		run --separate-stderr c	# void
	}
	E
	run -1 check-bats a.bats
	printf '%s\n' "$output" | cut -d : -f 2 | sort -un >got
	grep -n '# void' a.bats | cut -d : -f 1 | sort -n >want
	diff want got
}

@test "check-bats: what can fail is left alone" {
	cd "$tmp"
	bats_file <<-'E'
	test "one" {
		run ! a
		run -1 b "$(c)"
		run d
		[ "$status" -gt 2 ]
		run d; [ ${status} = 3 ]
		if ! a && [ b ] && ! c; then
			d
		elif [ a ] && b; then
			e
		fi
		while ! a; do b; done
		[ a ] && b || c
		[ a ] && [ b ] || {
			echo '! c'; false
		}
		(cd x && d)
		[ a != "! b" ]	# ! c
		[[ ! a && b || ! c =~ ^(d|e)$ ]]
		cat <<-Q | awk '! /a/ && x { y }
			! b' <<<"! $x" >"! $(cat "a! b")"
		! c
		Q
		a=(! b)
		b=$((1 << 2 && ! 3)) c=${d:-! e}
		(( ! a ))
		e <(f; g) 2>&1 | h
		case $a in
		!) b ;;
		esac
		x=$(case y in (z) a ;; w) b; esac)
		e <(case y in
			z)	a ;;	# a ) of it
			*)	b ;;
			esac)
		[ a = $'\'' ]; run -1 c $'! \\'
		grep -q z || d
		grep -v x y >z || :
		has run \! x
	}
	last() {
		run a
	}
	is() {
		[ "$status" = "$1" ]
	}
	test "two" {
		last
		is 1
	}
	E
	check-bats a.bats
	bats_file <<-'E'
	test "one" {
		echo "a
	}
	E
	run -1 check-bats a.bats	# not in silence
}
