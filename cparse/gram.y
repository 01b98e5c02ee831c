// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * GNU C.  A value is a token id, a node, a list or a part (cparse.h), all
 * of them numbers, so that an entry of the stack is eight bytes.
 *
 * What no LALR(1) grammar of C can know is settled before it: cparse's
 * scanner tells TYPENAME from IDENT.  A TYPENAME is still a name again where
 * no type can stand: after specifiers that have a type already.  The
 * declarators come in four sets for that:
 *	declr   after a type
 *	ideclr  after specifiers without a type: (T) would be a parameter
 *	pdeclr  of a parameter, where in (T) T is a type (6.7.6.3p11)
 *	adeclr  abstract
 */
%include {
#define NDEBUG 1        /* Lemon's own checks cost as much as its work */
#define YYNOERRORRECOVERY 1     /* feed.c does that */
#include "util.h"
#include "rec.h"
#include "cparse.h"
#include "gram.h"
}

%name          gram
%token_prefix  T_
%token_type    {uint32_t}
%default_type  {uint32_t}
%stack_size    2000000

%syntax_error   { (void)yymajor; (void)yyminor; feed_syntax_error(); }
%stack_overflow { feed_overflow(); }

%start_symbol start

/*
 * Precedence.  LOW is for an empty or one-symbol rule that gives way to
 * a shift; the tokens it gives way to stand last.
 */
%nonassoc LOW.
%nonassoc ELSE.
%right ASSIGN MUL_A DIV_A MOD_A ADD_A SUB_A SHL_A SHR_A AND_A XOR_A OR_A.
%right QUEST COLON.
%left OROR.
%left ANDAND.
%left OR.
%left XOR.
%left AND.
%left EQ NE.
%left LT GT LE GE.
%left SHL SHR.
%left PLUS MINUS.
%left STAR SLASH PERCENT.
%nonassoc ATTRIBUTE ATTR_OPEN LPAREN LBRACKET IDENT EXTENSION SEMI.

start ::= unit.
start ::= LATE block(B).                { top_late(B); }

/* 6.9 External definitions */
unit ::= .
unit ::= unit external.
external ::= declaration(D).            { top_declaration(D); }
external ::= assertion(A).              { top_assert(A); }
external ::= asmtop(A).                 { top_asm(A); }
external ::= SEMI(T).                   { top_empty(T); }
external ::= exthead(F) block(B).       { top_function(F, B); }
exthead(A) ::= funhead(F).              { A = top_head(F); }
funhead ::= funopen.
funhead(A) ::= funopen(F) krdecls(K).   { A = part_kr(F, K); }
funopen(A) ::= dfull(D).                { A = fun_open(D); }
krdecls(A) ::= declaration(D).          { A = list1(krdecl(D)); }
krdecls(A) ::= krdecls(L) declaration(D).  { A = append(L, krdecl(D)); }

asmtop(A) ::= ASM(T) LPAREN strings(S) RPAREN SEMI(E).
				{ A = node1(N_ASMTOP, T, E, string(S)); }
asmtop(A) ::= EXTENSION asmtop(B).      { A = B; }
assertion(A) ::= ASSERT(T) LPAREN e(B) RPAREN SEMI(E).
				{ A = node2(N_ASSERT, T, E, B, 0); }
assertion(A) ::= ASSERT(T) LPAREN e(B) COMMA strings(S) RPAREN SEMI(E).
				{ A = node2(N_ASSERT, T, E, B, string(S)); }
assertion(A) ::= EXTENSION assertion(B).  { A = B; }

/* 6.7 Declarations */
declaration(A) ::= st(S) SEMI(E).       { A = declaration(part(S), E); }
declaration(A) ::= su(S) SEMI(E).       { A = declaration(part(S), E); }
declaration(A) ::= dlist(D) SEMI(E).    { A = declaration(D, E); }
dlist(A) ::= dfull(D).                  { A = initdecl(D, 0); }
dlist(A) ::= dfull(D) ASSIGN init(I).   { A = initdecl(D, I); }
dfull(A) ::= dhead(D) asmlabel(L) gattrs(T).  { A = part_attrs(D, L, T); }
dhead(A) ::= st(S) declr(D).            { A = declare(part(S), 0, D); }
dhead(A) ::= su(S) ideclr(D).           { A = declare(part(S), 0, D); }
dhead(A) ::= dlist(L) COMMA declr(D).   { A = declare(L, 0, D); }
dhead(A) ::= dlist(L) COMMA at(T) declr(D).  { A = declare(L, T, D); }
asmlabel(A) ::= .                       { A = 0; }
asmlabel(A) ::= ASM(T) LPAREN strings(S) RPAREN(E).
				{ A = node1(N_ASMLABEL, T, E, string(S)); }

/* Specifiers: su as long as no type was among them, st from then on */
su(A) ::= NOSPEC.                       { A = 0; }
su(A) ::= EXTENSION(T). [LOW]           { A = spec(0, N_EXTENSION_D, T); }
su(A) ::= nt(S).                        { A = list1(S); }
su(A) ::= su(L) nt(S).                  { A = append(L, S); }
st(A) ::= ty(S).                        { A = list1(S); }
st(A) ::= su(L) ty(S).                  { A = append(L, S); }
st(A) ::= st(L) nt(S).                  { A = append(L, S); }
st(A) ::= st(L) TSPEC(T).               { A = another_type(L, node0(N_TSPEC, T, T)); }
st(A) ::= st(L) kty(S).                 { A = another_type(L, S); }
nt(A) ::= STORAGE(T).                   { A = node0(N_STORAGE, T, T); }
nt(A) ::= FUNCSPEC(T).                  { A = node0(N_FUNCSPEC, T, T); }
nt(A) ::= QUAL(T).                      { A = node0(N_QUAL, T, T); }
nt(A) ::= ATOMIC(T). [LOW]              { A = node0(N_QUAL, T, T); }
nt(A) ::= ALIGNAS(T) LPAREN etype(B) RPAREN(E).
				{ A = node1(N_ALIGNAS, T, E, B); }
nt ::= at. [LOW]
ty(A) ::= TSPEC(T).                     { A = node0(N_TSPEC, T, T); }
ty(A) ::= TYPENAME(T).                  { A = node0(N_TNAME, T, T); }
ty ::= kty.
kty(A) ::= AUTOTYPE(T).                 { A = node0(N_AUTOTYPE, T, T); }
kty(A) ::= TYPEOF(T) LPAREN exprtype(B) RPAREN(E).
				{ A = node1(N_TYPEOF, T, E, B); }
kty(A) ::= TYPEOF_UNQUAL(T) LPAREN exprtype(B) RPAREN(E).
				{ A = node1(N_TYPEOF_UNQUAL, T, E, B); }
kty(A) ::= ATOMIC(T) LPAREN typename(B) RPAREN(E).
				{ A = node1(N_ATOMIC, T, E, B); }
kty ::= struct.
kty ::= enum.
etype ::= e.
etype ::= typename.
exprtype ::= expr.
exprtype ::= typename.

/* 6.7.2.1 Structures and unions */
struct(A) ::= STRUCT(T) at0(B) tag0(C) LBRACE(L) allmembers(M) RBRACE(R)
	at0(D).                 { A = record(T, B, C, members(L, R, M), D); }
struct(A) ::= STRUCT(T) at0(B) tag(C).  { A = record(T, B, C, 0, 0); }
tag0(A) ::= .                           { A = 0; }
tag0 ::= tag.
tag(A) ::= name(T).                     { A = node0(N_TAG, T, T); }
allmembers ::= members.
allmembers(A) ::= members(L) bare(M).   { A = append(L, M); }
bare(A) ::= st(S).                      { A = fields(fpart(S), 0); }
bare(A) ::= su(S).                      { A = fields(fpart(S), 0); }
bare(A) ::= flist(F).                   { A = fields(F, 0); }
members(A) ::= .                        { A = 0; }
members(A) ::= members(L) member(M).    { A = M ? append(L, M) : L; }
member(A) ::= SEMI.                     { A = 0; }
member ::= assertion.
member(A) ::= st(S) SEMI(E).            { A = fields(fpart(S), E); }
member(A) ::= su(S) SEMI(E).            { A = fields(fpart(S), E); }
member(A) ::= flist(F) SEMI(E).         { A = fields(F, E); }
flist(A) ::= st(S) field(F).            { A = fieldlist(fpart(S), 0, F); }
flist(A) ::= su(S) ifield(F).           { A = fieldlist(fpart(S), 0, F); }
flist(A) ::= flist(L) COMMA field(F).   { A = fieldlist(L, 0, F); }
flist(A) ::= flist(L) COMMA at(T) field(F).  { A = fieldlist(L, T, F); }
field(A) ::= declr(D) gattrs(T).        { A = field(D, 0, 0, T); }
field(A) ::= declr(D) COLON(C) e(W) gattrs(T).  { A = field(D, C, W, T); }
field(A) ::= COLON(C) e(W) gattrs(T).   { A = field(0, C, W, T); }
ifield(A) ::= ideclr(D) gattrs(T).      { A = field(D, 0, 0, T); }
ifield(A) ::= ideclr(D) COLON(C) e(W) gattrs(T).  { A = field(D, C, W, T); }
ifield(A) ::= COLON(C) e(W) gattrs(T).  { A = field(0, C, W, T); }

/* 6.7.2.2 Enumerations */
enum(A) ::= ENUM(T) at0(B) tag0(C) LBRACE(L) enumerators(M) comma RBRACE(R)
	at0(D).
			{ A = enumeration(T, B, C, enumerators(L, R, M), D); }
enum(A) ::= ENUM(T) at0(B) tag(C).      { A = enumeration(T, B, C, 0, 0); }
enumerators(A) ::= enumerator(E).       { A = list1(E); }
enumerators(A) ::= enumerators(L) COMMA enumerator(E).  { A = append(L, E); }
enumerator(A) ::= name(T) at0(B).       { A = enumerator(T, B, 0); }
enumerator(A) ::= name(T) at0(B) ASSIGN e(E).  { A = enumerator(T, B, E); }
comma ::= .
comma ::= COMMA.

/* Attributes.  Behind a declarator's name [[ ]] belongs to the declarator,
 * so what follows a whole declarator begins with __attribute__. */
at0(A) ::= . [LOW]                      { A = 0; }
at0 ::= at.
at(A) ::= attrs(L). [LOW]               { A = attrs(L); }
attrs ::= gnuattr.
attrs ::= stdattr.
attrs(A) ::= attrs(L) gnuattr(B).       { A = attrs_join(L, B); }
attrs(A) ::= attrs(L) stdattr(B).       { A = attrs_join(L, B); }
gattrs(A) ::= . [LOW]                   { A = 0; }
gattrs(A) ::= gattrlist(L). [LOW]       { A = attrs(L); }
gattrlist ::= gnuattr.
gattrlist(A) ::= gattrlist(L) gnuattr(B).  { A = attrs_join(L, B); }
gattrlist(A) ::= gattrlist(L) stdattr(B).  { A = attrs_join(L, B); }
gnuattr(A) ::= ATTRIBUTE(T) LPAREN LPAREN attrlist(L) RPAREN RPAREN(E).
				{ A = attrs_part(T, E, L); }
stdattr(A) ::= ATTR_OPEN(T) attrlist(L) RBRACKET RBRACKET(E).
				{ A = attrs_std(T, E, L); }
attrlist ::= attr0.
attrlist(A) ::= attrlist(L) COMMA attr0(B).  { A = join(L, B); }
attr0(A) ::= .                          { A = 0; }
attr0(A) ::= attr(B).                   { A = list1(B); }
attr(A) ::= attrname(N).                { A = attr(N, 0, 0); }
attr(A) ::= attrname(N) LPAREN RPAREN(E).  { A = attr(N, E, 0); }
attr(A) ::= attrname(N) LPAREN attrargs(L) RPAREN(E).  { A = attr(N, E, L); }
attr(A) ::= attrname(N) LPAREN opaque RPAREN(E).  { A = attr(N, E, 0); }
attrname(A) ::= word(T).                { A = node0(N_ATTR_NAME, T, T); }
attrname(A) ::= word(P) COLON COLON word(T).
				{ A = node0(N_ATTR_NAME, P, T); }
attrargs(A) ::= attrarg(B).             { A = list1(B); }
attrargs(A) ::= attrargs(L) COMMA attrarg(B).  { A = append(L, B); }
attrarg ::= e.
attrarg(A) ::= TYPENAME(T).     { A = typename(spec(0, N_TNAME, T), 0); }
opaque ::= OPAQUE.
opaque ::= opaque OPAQUE.

/* An attribute's name may be a keyword */
word ::= name.
word ::= STORAGE.
word ::= FUNCSPEC.
word ::= QUAL.
word ::= TSPEC.
word ::= ATOMIC.
word ::= ALIGNAS.
word ::= TYPEOF.
word ::= TYPEOF_UNQUAL.
word ::= AUTOTYPE.
word ::= STRUCT.
word ::= ENUM.
word ::= EXTENSION.
word ::= ASM.
word ::= SIZEOF.
word ::= ALIGNOF.
word ::= ASSERT.
word ::= IF.
word ::= ELSE.
word ::= SWITCH.
word ::= WHILE.
word ::= DO.
word ::= FOR.
word ::= GOTO.
word ::= CONTINUE.
word ::= BREAK.
word ::= RETURN.
word ::= CASE.
word ::= DEFAULT.
word ::= CONSTANT.
word ::= FUNCTION_NAME.
word ::= RESERVED.
word ::= TRANSACTION.
word ::= TRANSACTION_CANCEL.
name ::= IDENT.
name ::= TYPENAME.

/* 6.7.6 Declarators */
declr ::= direct. [LOW]
declr(A) ::= STAR(T) pquals(Q) declr(D).  { A = pointer(T, Q, D); }
direct(A) ::= name(T).                  { A = node0(N_D_NAME, T, T); }
direct(A) ::= dopen(O) declr(D) RPAREN(E).  { A = dparen(O, E, 0, D); }
direct(A) ::= dopen(O) at(T) declr(D) RPAREN(E).  { A = dparen(O, E, T, D); }
direct(A) ::= direct(D) array(B).       { A = array(D, B); }
direct(A) ::= direct(D) dopen(O) params(P) RPAREN(E).
				{ A = function(D, O, E, P); }
direct(A) ::= direct(D) stdattr(B).     { A = dattrs(D, B); }

ideclr ::= idirect. [LOW]
ideclr(A) ::= STAR(T) pquals(Q) pdeclr(D).  { A = pointer(T, Q, D); }
idirect(A) ::= IDENT(T).                { A = node0(N_D_NAME, T, T); }
idirect(A) ::= dopen(O) ideclr(D) RPAREN(E).  { A = dparen(O, E, 0, D); }
idirect(A) ::= dopen(O) at(T) ideclr(D) RPAREN(E).
				{ A = dparen(O, E, T, D); }
idirect(A) ::= idirect(D) array(B).     { A = array(D, B); }
idirect(A) ::= idirect(D) dopen(O) params(P) RPAREN(E).
				{ A = function(D, O, E, P); }
idirect(A) ::= idirect(D) stdattr(B).   { A = dattrs(D, B); }

pdeclr ::= pdirect. [LOW]
pdeclr(A) ::= STAR(T) pquals(Q) pdeclr(D).  { A = pointer(T, Q, D); }
pdirect(A) ::= name(T).                 { A = node0(N_D_NAME, T, T); }
pdirect(A) ::= dopen(O) ideclr(D) RPAREN(E).  { A = dparen(O, E, 0, D); }
pdirect(A) ::= dopen(O) at(T) ideclr(D) RPAREN(E).
				{ A = dparen(O, E, T, D); }
pdirect(A) ::= pdirect(D) array(B).     { A = array(D, B); }
pdirect(A) ::= pdirect(D) dopen(O) params(P) RPAREN(E).
				{ A = function(D, O, E, P); }
pdirect(A) ::= pdirect(D) stdattr(B).   { A = dattrs(D, B); }

adeclr ::= adirect. [LOW]
adeclr(A) ::= STAR(T) pquals(Q).        { A = pointer(T, Q, 0); }
adeclr(A) ::= STAR(T) pquals(Q) adeclr(D).  { A = pointer(T, Q, D); }
adirect(A) ::= dopen(O) adeclr(D) RPAREN(E).  { A = dparen(O, E, 0, D); }
adirect(A) ::= dopen(O) at(T) adeclr(D) RPAREN(E).  { A = dparen(O, E, T, D); }
adirect(A) ::= array(B).                { A = array(0, B); }
adirect(A) ::= adirect(D) array(B).     { A = array(D, B); }
adirect(A) ::= dopen(O) aparams(P) RPAREN(E).  { A = function(0, O, E, P); }
adirect(A) ::= adirect(D) dopen(O) aparams(P) RPAREN(E).
				{ A = function(D, O, E, P); }
adirect(A) ::= adirect(D) stdattr(B).   { A = dattrs(D, B); }

/* The parentheses of a declarator are a scope: they may hold parameters */
dopen(A) ::= LPAREN(T).                 { A = T; scope_open(); }
pquals(A) ::= . [LOW]                   { A = 0; }
pquals(A) ::= pquals(L) QUAL(T).        { A = spec(L, N_QUAL, T); }
pquals(A) ::= pquals(L) ATOMIC(T).      { A = spec(L, N_QUAL, T); }
pquals(A) ::= pquals(L) at(T).          { A = append(L, T); }
array(A) ::= LBRACKET(T) RBRACKET(E).   { A = array_part(T, E, 0, 0); }
array(A) ::= LBRACKET(T) e(B) RBRACKET(E).  { A = array_part(T, E, B, 0); }
array(A) ::= LBRACKET(T) aquals(Q) RBRACKET(E).
				{ A = array_part(T, E, 0, Q); }
array(A) ::= LBRACKET(T) aquals(Q) e(B) RBRACKET(E).
				{ A = array_part(T, E, B, Q); }
array(A) ::= LBRACKET(T) STAR(S) RBRACKET(E).
			{ A = array_part(T, E, 0, spec(0, N_D_STAR, S)); }
array(A) ::= LBRACKET(T) aquals(Q) STAR(S) RBRACKET(E).
			{ A = array_part(T, E, 0, spec(Q, N_D_STAR, S)); }
aquals(A) ::= aqual(Q).                 { A = list1(Q); }
aquals(A) ::= aquals(L) aqual(Q).       { A = append(L, Q); }
aqual(A) ::= QUAL(T).                   { A = node0(N_QUAL, T, T); }
aqual(A) ::= ATOMIC(T).                 { A = node0(N_QUAL, T, T); }
aqual(A) ::= STORAGE(T).                { A = node0(N_STORAGE, T, T); }
aqual ::= at.

params ::= aparams.
params(A) ::= idlist(L).                { A = idlist(L); }
idlist(A) ::= IDENT(T).                 { A = spec(0, N_ID, T); }
idlist(A) ::= idlist(L) COMMA IDENT(T).  { A = spec(L, N_ID, T); }
aparams(A) ::= .                        { A = 0; }
aparams(A) ::= paramlist(L).            { A = params(L); }
aparams(A) ::= paramlist(L) COMMA ELLIPSIS(T).
				{ A = params(spec(L, N_ELLIPSIS, T)); }
aparams(A) ::= ELLIPSIS(T).             { A = only_dots(T); }
aparams(A) ::= paramlist SEMI.          { A = 0; }
aparams(A) ::= paramlist SEMI at.       { A = 0; }
paramlist(A) ::= param(P).              { A = list1(P); }
paramlist(A) ::= paramlist(L) COMMA param(P).  { A = append(L, P); }
/* GNU: those before ; are declared ahead, once more after it */
paramlist(A) ::= paramlist SEMI param(P).  { A = list1(P); }
param(A) ::= st(S).                     { A = param(S, 0, 0); }
param(A) ::= st(S) pdeclr(D) gattrs(T).  { A = param(S, D, T); }
param(A) ::= st(S) adeclr(D) gattrs(T).  { A = param(S, D, T); }
param(A) ::= su(S).                     { A = param(S, 0, 0); }
param(A) ::= su(S) ideclr(D) gattrs(T).  { A = param(S, D, T); }
param(A) ::= su(S) adeclr(D) gattrs(T).  { A = param(S, D, T); }

typename(A) ::= st(S).                  { A = typename(S, 0); }
typename(A) ::= st(S) adeclr(D).        { A = typename(S, D); }
typename(A) ::= su(S).                  { A = typename(S, 0); }
typename(A) ::= su(S) adeclr(D).        { A = typename(S, D); }

/* 6.7.9 Initialisation */
init ::= e.
init ::= braced.
braced(A) ::= LBRACE(T) RBRACE(E).      { A = initlist(T, E, 0); }
braced(A) ::= LBRACE(T) inits(L) comma RBRACE(E).  { A = initlist(T, E, L); }
inits(A) ::= inititem(I).               { A = list1(I); }
inits(A) ::= inits(L) COMMA inititem(I).  { A = append(L, I); }
inititem(A) ::= init(I).                { A = inititem(0, I); }
inititem(A) ::= desigs(D) ASSIGN init(I).  { A = inititem(D, I); }
inititem(A) ::= name(T) COLON init(I).
				{ A = inititem(spec(0, N_DESIG_OLD, T), I); }
inititem(A) ::= desigindex(D) init(I).  { A = inititem(list1(D), I); }
desigs(A) ::= desig(D).                 { A = list1(D); }
desigs(A) ::= desigs(L) desig(D).       { A = append(L, D); }
desig(A) ::= DOT(T) name(N).            { A = node0(N_DESIG_MEMBER, T, N); }
desig ::= desigindex.
desigindex(A) ::= LBRACKET(T) e(B) RBRACKET(E).
				{ A = node1(N_DESIG_INDEX, T, E, B); }
desigindex(A) ::= LBRACKET(T) e(B) ELLIPSIS e(C) RBRACKET(E).
				{ A = node2(N_DESIG_RANGE, T, E, B, C); }

/* 6.8 Statements */
block(A) ::= bopen(T) items(L) RBRACE(E).  { A = block(T, E, L); }
block(A) ::= bopen(T) items(L) lastlabels(M) RBRACE(E).
				{ A = block(T, E, join(L, M)); }
bopen(A) ::= LBRACE(T).                 { A = T; scope_open(); }
items ::= heads.
items(A) ::= items(L) item(I).          { A = join(L, I); }
item(A) ::= stmt(S).                    { A = list1(item(S)); }
item(A) ::= decl(D).                    { A = list1(D); }
item ::= labelled.
heads(A) ::= .                          { A = 0; }
heads(A) ::= heads(H) LOCAL_LABEL(T) labels(L) SEMI(E).
				{ A = append(H, locals(T, E, L)); }
decl ::= declaration.
decl ::= assertion.
decl(A) ::= funhead(F) block(B).        { A = nested(F, B); }
/* C23, and GNU before it: a label may stand before a declaration or the }.
 * It is an item of its own then. */
labelled(A) ::= label(L) decl(D).  { A = append(list1(label_end(L, 0)), D); }
labelled(A) ::= label(L) labelled(M).
				{ A = join(list1(label_end(L, 0)), M); }
lastlabels(A) ::= label(L).             { A = list1(label_end(L, 0)); }
lastlabels(A) ::= label(L) lastlabels(M).
				{ A = join(list1(label_end(L, 0)), M); }
label(A) ::= name(T) COLON(E). [LOW]    { A = label(T, E, 0); }
label(A) ::= name(T) COLON(E) gattrlist(B). [LOW]
				{ A = label(T, E, attrs(B)); }
label(A) ::= at(B) IDENT(T) COLON(E).
				{ A = label_before(B, label(T, E, 0)); }
label(A) ::= at(B) caselabel(L).        { A = label_before(B, L); }
label ::= caselabel.
caselabel(A) ::= CASE(T) e(B) COLON(E). { A = label_case(T, E, B, 0); }
caselabel(A) ::= CASE(T) e(B) ELLIPSIS e(C) COLON(E).
				{ A = label_case(T, E, B, C); }
caselabel(A) ::= DEFAULT(T) COLON(E).   { A = label_case(T, E, 0, 0); }
labels(A) ::= name(T).                  { A = spec(0, N_ID, T); }
labels(A) ::= labels(L) COMMA name(T).  { A = spec(L, N_ID, T); }

stmt ::= block.
stmt(A) ::= label(L) stmt(S).           { A = label_end(L, S); }
stmt(A) ::= SEMI(E).                    { A = node2(N_EXPR_STMT, E, E, 0, 0); }
stmt(A) ::= expr(B) SEMI(E).            { A = expr_stmt(B, E); }
stmt(A) ::= at(B) SEMI(E).              { A = attr_stmt(B, E); }
stmt(A) ::= at(B) stmtbody(S).          { A = attributed(B, S); }
stmt(A) ::= at(B) block(S).             { A = attributed(B, S); }
stmt(A) ::= at(B) expr(S) SEMI(E).  { A = attributed(B, expr_stmt(S, E)); }
stmt ::= stmtbody.
stmtbody(A) ::= ifopen(T) LPAREN expr(B) RPAREN sub(S). [LOW]
				{ A = if_stmt(T, B, S, 0); }
stmtbody(A) ::= ifopen(T) LPAREN expr(B) RPAREN sub(S) ELSE sub(E).
				{ A = if_stmt(T, B, S, E); }
stmtbody(A) ::= switchopen(T) LPAREN expr(B) RPAREN sub(S).
				{ A = loop(N_SWITCH, T, B, S); }
stmtbody(A) ::= whileopen(T) LPAREN expr(B) RPAREN sub(S).
				{ A = loop(N_WHILE, T, B, S); }
stmtbody(A) ::= doopen(T) sub(S) WHILE LPAREN expr(B) RPAREN SEMI(E).
				{ A = do_stmt(T, E, S, B); }
stmtbody(A) ::= TRANSACTION(T) at0(B) block(S).
				{ A = node2(N_TRANSACTION, T, last(S), B, S); }
stmtbody(A) ::= TRANSACTION_CANCEL(T) at0(B) SEMI(E).
				{ A = node1(N_TRANSACTION_CANCEL, T, E, B); }
stmtbody(A) ::= foropen(T) expr0(B) SEMI expr0(C) SEMI expr0(D) RPAREN sub(S).
				{ A = for_stmt(T, B, C, D, S); }
stmtbody(A) ::= foropen(T) fordecl(B) expr0(C) SEMI expr0(D) RPAREN sub(S).
				{ A = for_stmt(T, B, C, D, S); }
stmtbody(A) ::= GOTO(T) name(N) SEMI(E).
				{ A = node1(N_GOTO, T, E, node0(N_ID, N, N)); }
stmtbody(A) ::= GOTO(T) STAR expr(B) SEMI(E).
				{ A = node1(N_GOTO_COMPUTED, T, E, B); }
stmtbody(A) ::= CONTINUE(T) SEMI(E).    { A = node0(N_CONTINUE, T, E); }
stmtbody(A) ::= BREAK(T) SEMI(E).       { A = node0(N_BREAK, T, E); }
stmtbody(A) ::= RETURN(T) SEMI(E).      { A = node1(N_RETURN, T, E, 0); }
stmtbody(A) ::= RETURN(T) expr(B) SEMI(E).  { A = node1(N_RETURN, T, E, B); }
stmtbody ::= asm.
foropen(A) ::= FOR(T) LPAREN.           { A = T; scope_open99(); }
fordecl ::= declaration.
fordecl ::= assertion.
expr0(A) ::= .                          { A = 0; }
expr0 ::= expr.
/* 6.8.4p3, 6.8.5p5: the statement is a block, and so is each substatement */
ifopen(A) ::= IF(T).                    { A = T; scope_open99(); }
switchopen(A) ::= SWITCH(T).            { A = T; scope_open99(); }
whileopen(A) ::= WHILE(T).              { A = T; scope_open99(); }
doopen(A) ::= DO(T).                    { A = T; scope_open99(); }
sub(A) ::= subopen stmt(S). [LOW]       { A = S; scope_close99(); }
subopen ::= .                           { scope_open99(); }

/* GNU asm: each colon may be missing with all after it */
asm(A) ::= ASM(T) asmquals LPAREN strings(S) RPAREN SEMI(E).
				{ A = node1(N_ASM, T, E, string(S)); }
asm(A) ::= ASM(T) asmquals LPAREN strings(S) COLON operands(B) RPAREN SEMI(E).
				{ A = asm_stmt(T, E, S, B, 0, 0, 0); }
asm(A) ::= ASM(T) asmquals LPAREN strings(S) COLON operands(B) COLON operands(C)
	RPAREN SEMI(E).         { A = asm_stmt(T, E, S, B, C, 0, 0); }
asm(A) ::= ASM(T) asmquals LPAREN strings(S) COLON operands(B) COLON operands(C)
	COLON clobbers(D) RPAREN SEMI(E).
				{ A = asm_stmt(T, E, S, B, C, D, 0); }
asm(A) ::= ASM(T) asmquals LPAREN strings(S) COLON operands(B) COLON operands(C)
	COLON clobbers(D) COLON labels(L) RPAREN SEMI(E).
				{ A = asm_stmt(T, E, S, B, C, D, L); }
asmquals ::= .
asmquals ::= asmquals QUAL.
asmquals ::= asmquals FUNCSPEC.
asmquals ::= asmquals GOTO.
operands(A) ::= .                       { A = 0; }
operands ::= operandlist.
operandlist(A) ::= operand(B).          { A = list1(B); }
operandlist(A) ::= operandlist(L) COMMA operand(B).  { A = append(L, B); }
operand(A) ::= strings(S) LPAREN expr(B) RPAREN(E).
				{ A = operand(0, E, S, B); }
operand(A) ::= LBRACKET(T) name RBRACKET strings(S) LPAREN expr(B) RPAREN(E).
				{ A = operand(T, E, S, B); }
clobbers(A) ::= .                       { A = 0; }
clobbers ::= clobberlist.
clobberlist(A) ::= strings(S).          { A = list1(string(S)); }
clobberlist(A) ::= clobberlist(L) COMMA strings(S).
				{ A = append(L, string(S)); }

/* 6.5 Expressions */
primary(A) ::= IDENT(T).                { A = node0(N_ID, T, T); }
primary(A) ::= FUNCTION_NAME(T).        { A = node0(N_ID, T, T); }
primary(A) ::= NUM(T).                  { A = node0(N_NUM, T, T); }
primary(A) ::= CONSTANT(T).             { A = node0(N_NUM, T, T); }
primary(A) ::= CHAR(T).                 { A = node0(N_CHAR, T, T); }
primary(A) ::= strings(S). [LOW]        { A = string(S); }
primary(A) ::= LPAREN(T) expr(B) RPAREN(E).  { A = node1(N_PAREN, T, E, B); }
primary(A) ::= LPAREN(T) block(B) RPAREN(E).
				{ A = node1(N_STMT_EXPR, T, E, B); }
primary(A) ::= GENERIC(T) LPAREN e(B) COMMA assocs(L) RPAREN(E).
				{ A = generic(T, E, B, L); }
primary(A) ::= VA_ARG(T) LPAREN e(B) COMMA typename(C) RPAREN(E).
				{ A = node2(N_VA_ARG, T, E, B, C); }
primary(A) ::= OFFSETOF(T) LPAREN typename(B) COMMA offdesigs(L) RPAREN(E).
				{ A = offset_of(T, E, B, L); }
primary(A) ::= TYPES_COMPATIBLE(T) LPAREN typename(B) COMMA typename(C)
	RPAREN(E).
				{ A = node2(N_TYPES_COMPATIBLE, T, E, B, C); }
primary(A) ::= CHOOSE(T) LPAREN e(B) COMMA e(C) COMMA e(D) RPAREN(E).
				{ A = node3(N_CHOOSE, T, E, B, C, D); }
primary(A) ::= CONVERTVECTOR(T) LPAREN e(B) COMMA typename(C) RPAREN(E).
				{ A = node2(N_CONVERTVECTOR, T, E, B, C); }
primary(A) ::= HAS_ATTRIBUTE(T) LPAREN etype(B) COMMA attr(C) RPAREN(E).
				{ A = node2(N_HAS_ATTRIBUTE, T, E, B, C); }
strings(A) ::= STRING(T).               { A = strings(0, T); }
strings(A) ::= strings(S) STRING(T).    { A = strings(S, T); }
assocs(A) ::= assoc(B).                 { A = list1(B); }
assocs(A) ::= assocs(L) COMMA assoc(B).  { A = append(L, B); }
assoc(A) ::= typename(B) COLON e(C).    { A = assoc(0, B, C); }
assoc(A) ::= DEFAULT(T) COLON e(C).     { A = assoc(T, 0, C); }
offdesigs(A) ::= name(T).               { A = spec(0, N_DESIG_MEMBER, T); }
offdesigs(A) ::= offdesigs(L) DOT(T) name(N).
				{ A = append(L, node0(N_DESIG_MEMBER, T, N)); }
offdesigs(A) ::= offdesigs(L) ARROW(T) name(N).
				{ A = append(L, node0(N_DESIG_MEMBER, T, N)); }
offdesigs(A) ::= offdesigs(L) LBRACKET(T) expr(B) RBRACKET(E).
			{ A = append(L, node1(N_DESIG_INDEX, T, E, B)); }

postfix ::= primary.
postfix(A) ::= postfix(B) LBRACKET expr(C) RBRACKET(E).
				{ A = node2(N_INDEX, first(B), E, B, C); }
postfix(A) ::= postfix(B) LPAREN RPAREN(E).  { A = call(B, E, 0); }
postfix(A) ::= postfix(B) LPAREN args(L) RPAREN(E).  { A = call(B, E, L); }
postfix(A) ::= postfix(B) DOT name(T).  { A = node1(N_MEMBER, first(B), T, B); }
postfix(A) ::= postfix(B) ARROW name(T).
				{ A = node1(N_ARROW, first(B), T, B); }
postfix(A) ::= postfix(B) INC(E).  { A = node1(N_POSTINC, first(B), E, B); }
postfix(A) ::= postfix(B) DEC(E).  { A = node1(N_POSTDEC, first(B), E, B); }
postfix(A) ::= LPAREN(T) typename(B) RPAREN braced(C).
				{ A = node2(N_COMPOUND, T, last(C), B, C); }
args(A) ::= e(B).                       { A = list1(B); }
args(A) ::= args(L) COMMA e(B).         { A = append(L, B); }

unary ::= postfix.
unary(A) ::= INC(T) unary(B).           { A = unary(N_PREINC, T, B); }
unary(A) ::= DEC(T) unary(B).           { A = unary(N_PREDEC, T, B); }
unary(A) ::= AND(T) cast(B).            { A = unary(N_ADDR, T, B); }
unary(A) ::= STAR(T) cast(B).           { A = unary(N_DEREF, T, B); }
unary(A) ::= PLUS(T) cast(B).           { A = unary(N_PLUS, T, B); }
unary(A) ::= MINUS(T) cast(B).          { A = unary(N_NEG, T, B); }
unary(A) ::= TILDE(T) cast(B).          { A = unary(N_BITNOT, T, B); }
unary(A) ::= NOT(T) cast(B).            { A = unary(N_NOT, T, B); }
unary(A) ::= SIZEOF(T) unary(B).        { A = unary(N_SIZEOF, T, B); }
unary(A) ::= SIZEOF(T) LPAREN typename(B) RPAREN(E).
				{ A = node1(N_SIZEOF, T, E, B); }
unary(A) ::= ALIGNOF(T) unary(B).       { A = unary(N_ALIGNOF, T, B); }
unary(A) ::= ALIGNOF(T) LPAREN typename(B) RPAREN(E).
				{ A = node1(N_ALIGNOF, T, E, B); }
unary(A) ::= ANDAND(T) name(N).
			{ A = node1(N_LABEL_ADDR, T, N, node0(N_ID, N, N)); }
unary(A) ::= REAL(T) cast(B).           { A = unary(N_REAL, T, B); }
unary(A) ::= IMAG(T) cast(B).           { A = unary(N_IMAG, T, B); }
unary(A) ::= EXTENSION(T) cast(B).      { A = unary(N_EXTENSION, T, B); }
unary(A) ::= TRANSACTION(T) at0(B) LPAREN expr(C) RPAREN(E).
				{ A = node2(N_TRANSACTION_E, T, E, B, C); }

cast ::= unary.
cast(A) ::= LPAREN(T) typename(B) RPAREN cast(C).
				{ A = node2(N_CAST, T, last(C), B, C); }

e ::= cast.
e(A) ::= e(B) STAR e(C).                { A = binary(N_MUL, B, C); }
e(A) ::= e(B) SLASH e(C).               { A = binary(N_DIV, B, C); }
e(A) ::= e(B) PERCENT e(C).             { A = binary(N_MOD, B, C); }
e(A) ::= e(B) PLUS e(C).                { A = binary(N_ADD, B, C); }
e(A) ::= e(B) MINUS e(C).               { A = binary(N_SUB, B, C); }
e(A) ::= e(B) SHL e(C).                 { A = binary(N_SHL, B, C); }
e(A) ::= e(B) SHR e(C).                 { A = binary(N_SHR, B, C); }
e(A) ::= e(B) LT e(C).                  { A = binary(N_LT, B, C); }
e(A) ::= e(B) GT e(C).                  { A = binary(N_GT, B, C); }
e(A) ::= e(B) LE e(C).                  { A = binary(N_LE, B, C); }
e(A) ::= e(B) GE e(C).                  { A = binary(N_GE, B, C); }
e(A) ::= e(B) EQ e(C).                  { A = binary(N_EQ, B, C); }
e(A) ::= e(B) NE e(C).                  { A = binary(N_NE, B, C); }
e(A) ::= e(B) AND e(C).                 { A = binary(N_AND, B, C); }
e(A) ::= e(B) XOR e(C).                 { A = binary(N_XOR, B, C); }
e(A) ::= e(B) OR e(C).                  { A = binary(N_OR, B, C); }
e(A) ::= e(B) ANDAND e(C).              { A = binary(N_LAND, B, C); }
e(A) ::= e(B) OROR e(C).                { A = binary(N_LOR, B, C); }
e(A) ::= e(B) QUEST expr(C) COLON e(D).  { A = cond(B, C, D); }
e(A) ::= e(B) QUEST COLON e(D).         { A = cond(B, 0, D); }
e(A) ::= e(B) ASSIGN e(C).              { A = binary(N_ASSIGN, B, C); }
e(A) ::= e(B) MUL_A e(C).               { A = binary(N_MUL_A, B, C); }
e(A) ::= e(B) DIV_A e(C).               { A = binary(N_DIV_A, B, C); }
e(A) ::= e(B) MOD_A e(C).               { A = binary(N_MOD_A, B, C); }
e(A) ::= e(B) ADD_A e(C).               { A = binary(N_ADD_A, B, C); }
e(A) ::= e(B) SUB_A e(C).               { A = binary(N_SUB_A, B, C); }
e(A) ::= e(B) SHL_A e(C).               { A = binary(N_SHL_A, B, C); }
e(A) ::= e(B) SHR_A e(C).               { A = binary(N_SHR_A, B, C); }
e(A) ::= e(B) AND_A e(C).               { A = binary(N_AND_A, B, C); }
e(A) ::= e(B) XOR_A e(C).               { A = binary(N_XOR_A, B, C); }
e(A) ::= e(B) OR_A e(C).                { A = binary(N_OR_A, B, C); }

expr ::= e.
expr(A) ::= expr(B) COMMA e(C).         { A = binary(N_COMMA, B, C); }

/*
 * What the generated parser does not offer, by its own functions.  It looks
 * at the next token before it reduces; but what that token is can depend on
 * the reduction: "{ typedef int T; } T".
 */
%code {
static yyParser parser;

void
gram_reset(void)
{
	gramInit(&parser);
}

void
gram_token(int kind, uint32_t t)
{
	gram(&parser, kind, t);
}

/* Do the reduction that is act.  0: no room. */
static int
reduce(YYACTIONTYPE act)
{
	unsigned rule = act - YY_MIN_REDUCE;

	if (yyRuleInfoNRhs[rule] == 0 &&
	    parser.yytos >= parser.yystackEnd)
		return 0;
	yy_reduce(&parser, rule, YYNOCODE, 0);
	return 1;
}

void
gram_finish(void)
{
	while (parser.yytos->stateno >= YY_MIN_REDUCE &&
	       reduce(parser.yytos->stateno))
		;
}

void
gram_settle(void)
{
	YYACTIONTYPE act, state;

	do {
		state = parser.yytos->stateno;
		act = yy_find_shift_action(T_IDENT, state);
		if (act < YY_MIN_REDUCE ||
		    act != yy_find_shift_action(T_TYPENAME, state))
			return;
	} while (reduce(act));
}

int
gram_try(struct states *s, int kind)
{
	YYACTIONTYPE act;
	unsigned rule;

	if (s->n == 0)
		s->p[s->n++] = 0;
	for (;;) {
		act = yy_find_shift_action(kind, s->p[s->n - 1]);
		if (act < YY_MIN_REDUCE)
			break;
		rule = act - YY_MIN_REDUCE;
		s->n += yyRuleInfoNRhs[rule];
		if (s->n == 0 || s->n + 2 > LEN(s->p))
			return 0;
		act = yy_find_reduce_action(s->p[s->n - 1],
					    yyRuleInfoLhs[rule]);
		s->p[s->n++] = act;
	}
	if (act == YY_ACCEPT_ACTION)
		return 1;
	if (act > YY_MAX_SHIFTREDUCE || s->n + 2 > LEN(s->p))
		return 0;
	if (act > YY_MAX_SHIFT)
		act += YY_MIN_REDUCE - YY_MIN_SHIFTREDUCE;
	s->p[s->n++] = act;
	return 1;
}

int
gram_kinds(void)
{
	return YYNTOKEN;
}
}
