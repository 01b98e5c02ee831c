/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Every kind of syntax node, once: NODE(name in C, word on the wire,
 * children).  cparse writes them, ceval reads them; ccp-stream(5) lists them.
 *
 * The children's names are for people and for t/stream.bats; a ? behind one
 * means that 0 may stand in its place, ... that the last is repeated.
 * `expr' is any expression node, `declr' any declarator node (or 0: the
 * empty abstract declarator), `stmt' any statement, `item' a statement,
 * a declaration, a nested funcdef, an assert or a local-labels.
 *
 * All that stands before the `...' is always there (as 0 where it is missing);
 * but the last one of field, initdecl and funcdef only where it is not 0.
 * No tree is deeper than 5000 nodes.
 */
/* 6.7 Declarations */
NODE(DECLARATION, "declaration", "specs initdecl...")  /* also [[..]]; alone at file scope */
NODE(SPECS,       "specs",       "spec...")     /* in source order; none: implicit int, T0 T1 is then what follows */
NODE(STORAGE,     "storage",     "")            /* typedef extern static auto register _Thread_local __thread constexpr */
NODE(FUNCSPEC,    "funcspec",    "")            /* inline _Noreturn and spellings */
NODE(QUAL,        "qual",        "")            /* const volatile restrict _Atomic __seg_gs ... and spellings */
NODE(TSPEC,       "tspec",       "")            /* one keyword: int unsigned _Bool __int128 _Float64 ... */
NODE(TNAME,       "tname",       "")            /* a typedef name */
NODE(TYPEOF,      "typeof",      "expr|typename")
NODE(TYPEOF_UNQUAL, "typeof-unqual", "expr|typename")
NODE(ATOMIC,      "atomic",      "typename")
NODE(AUTOTYPE,    "autotype",    "")            /* __auto_type */
NODE(EXTENSION_D, "ext-spec",    "")            /* __extension__ before a declaration */
NODE(ALIGNAS,     "alignas",     "expr|typename")
NODE(STRUCT,      "struct",      "attrs? tag? members? attrs?")
NODE(UNION,       "union",       "attrs? tag? members? attrs?")
NODE(ENUM,        "enum",        "attrs? tag? enumerators? attrs?")
NODE(TAG,         "tag",         "")            /* T0 is the name */
NODE(MEMBERS,     "members",     "fields|assert...")
NODE(FIELDS,      "fields",      "specs field...")  /* one struct-declaration */
NODE(FIELD,       "field",       "declr? expr? attrs? attrs?")  /* declarator, width; the last one, where it is there: attributes before the declarator, int a, __attribute__((x)) b; */
NODE(ENUMERATORS, "enumerators", "enumerator...")
NODE(ENUMERATOR,  "enumerator",  "attrs? expr?")  /* T0 is the name */
NODE(INITDECL,    "initdecl",    "declr asmlabel? attrs? init? attrs?")  /* init: initlist or expr; the last as in field */
NODE(ASMLABEL,    "asmlabel",    "string")
NODE(ATTRS,       "attrs",       "attr...")     /* all of one or more __attribute__((..)) or [[..]] lists */
NODE(ATTR,        "attr",        "attr-name expr|typename...")
NODE(ATTR_NAME,   "attr-name",   "")            /* T1 is the name; with C23's prefix T0 is that */
NODE(FUNCDEF,     "funcdef",     "specs declr attrs? krdecls? block?")  /* the block: nested functions only; T1 is the body's last token all the same */
NODE(KRDECLS,     "krdecls",     "declaration...")
NODE(ASSERT,      "assert",      "expr string?")
NODE(ASMTOP,      "asm-top",     "string")
NODE(EMPTY,       "empty",       "")            /* a lone ; */
/* 6.7.6 Declarators, from the name outwards in the source, from the
 * specifiers inwards as types: a d-ptr's child declares a pointer to ... */
NODE(D_NAME,      "d-name",      "")            /* T0 is the name */
NODE(D_PAREN,     "d-paren",     "attrs? declr?")
NODE(D_PTR,       "d-ptr",       "declr? qual|attrs...")
NODE(D_ARRAY,     "d-array",     "declr? expr? qual|storage|star...")
NODE(D_FUNC,      "d-func",      "declr? params|idlist?")  /* 0: () */
NODE(D_ATTRS,     "d-attrs",     "declr attrs")  /* [[..]] behind a name, array or function declarator */
NODE(D_STAR,      "star",        "")            /* [*] */
NODE(PARAMS,      "params",      "param|ellipsis...")  /* those declared ahead, GNU's int n; int a[n], int n, are left out */
NODE(PARAM,       "param",       "specs declr? attrs?")  /* (void) is one, without declr */
NODE(ELLIPSIS,    "ellipsis",    "")
NODE(IDLIST,      "idlist",      "id...")       /* K&R */
NODE(TYPENAME,    "typename",    "specs declr?")
/* 6.7.9 Initialisation */
NODE(INITLIST,    "initlist",    "inititem...")
NODE(INITITEM,    "inititem",    "designation? init")   /* init: initlist or expr */
NODE(DESIGNATION, "designation", "desig...")
NODE(DESIG_MEMBER, "desig-member", "")          /* T1 is the member's name */
NODE(DESIG_INDEX, "desig-index", "expr")
NODE(DESIG_RANGE, "desig-range", "expr expr")
NODE(DESIG_OLD,   "desig-old",   "")            /* name: T0 is the name */
/* 6.8 Statements */
NODE(BLOCK,       "block",       "item...")
NODE(LOCAL_LABELS, "local-labels", "id...")     /* __label__ a, b; */
NODE(IF_S,        "if",          "expr stmt stmt?")
NODE(SWITCH,      "switch",      "expr stmt")
NODE(WHILE,       "while",       "expr stmt")
NODE(DO,          "do",          "stmt expr")
NODE(FOR,         "for",         "expr|declaration? expr? expr? stmt")
NODE(GOTO,        "goto",        "id")          /* the label */
NODE(GOTO_COMPUTED, "goto-computed", "expr")
NODE(CONTINUE,    "continue",    "")
NODE(BREAK,       "break",       "")
NODE(RETURN,      "return",      "expr?")
NODE(EXPR_STMT,   "expr-stmt",   "expr? attrs?")  /* __attribute__((fallthrough)); too: then without expr */
NODE(ATTRIBUTED,  "attributed",  "attrs stmt")  /* [[..]] before another statement */
NODE(LABEL,       "label",       "attrs? stmt?")  /* T0 is the name; no stmt: before a declaration, which is the next item, or before the block's end; likewise below */
NODE(CASE,        "case",        "expr stmt?")
NODE(CASE_RANGE,  "case-range",  "expr expr stmt?")
NODE(DEFAULT,     "default",     "stmt?")
NODE(ASM,         "asm",         "string operands? operands? clobbers? id...")  /* template, outputs, inputs, clobbers, labels; a basic asm has the string only */
NODE(OPERANDS,    "operands",    "operand...")
NODE(OPERAND,     "operand",     "string expr") /* [name] stands in T0.. */
NODE(CLOBBERS,    "clobbers",    "string...")
/* 6.5 Expressions */
NODE(ID,          "id",          "")
NODE(NUM,         "num",         "")            /* also true, false, nullptr where they are keywords */
NODE(CHAR,        "char",        "")
NODE(STRING,      "string",      "")            /* T0..T1: all adjacent literals */
NODE(PAREN,       "paren",       "expr")
NODE(STMT_EXPR,   "stmt-expr",   "block")
NODE(GENERIC,     "generic",     "expr assoc...")
NODE(ASSOC,       "assoc",       "typename? expr")      /* 0: default */
NODE(INDEX,       "index",       "expr expr")
NODE(CALL,        "call",        "expr expr...")
NODE(MEMBER,      "member",      "expr")        /* T1 is the member's name */
NODE(ARROW,       "arrow",       "expr")
NODE(POSTINC,     "postinc",     "expr")
NODE(POSTDEC,     "postdec",     "expr")
NODE(COMPOUND,    "compound",    "typename initlist")
NODE(PREINC,      "preinc",      "expr")
NODE(PREDEC,      "predec",      "expr")
NODE(ADDR,        "addr",        "expr")
NODE(DEREF,       "deref",       "expr")
NODE(PLUS,        "plus",        "expr")
NODE(NEG,         "neg",         "expr")
NODE(BITNOT,      "bitnot",      "expr")
NODE(NOT,         "not",         "expr")
NODE(SIZEOF,      "sizeof",      "expr|typename")
NODE(ALIGNOF,     "alignof",     "expr|typename")
NODE(LABEL_ADDR,  "label-addr",  "id")          /* &&label */
NODE(REAL,        "real",        "expr")
NODE(IMAG,        "imag",        "expr")
NODE(EXTENSION,   "extension",   "expr")
NODE(CAST,        "cast",        "typename expr")
NODE(MUL, "mul", "expr expr")  NODE(DIV, "div", "expr expr")
NODE(MOD, "mod", "expr expr")  NODE(ADD, "add", "expr expr")
NODE(SUB, "sub", "expr expr")  NODE(SHL, "shl", "expr expr")
NODE(SHR, "shr", "expr expr")  NODE(LT,  "lt",  "expr expr")
NODE(GT,  "gt",  "expr expr")  NODE(LE,  "le",  "expr expr")
NODE(GE,  "ge",  "expr expr")  NODE(EQ,  "eq",  "expr expr")
NODE(NE,  "ne",  "expr expr")  NODE(AND, "and", "expr expr")
NODE(XOR, "xor", "expr expr")  NODE(OR,  "or",  "expr expr")
NODE(LAND, "land", "expr expr") NODE(LOR, "lor", "expr expr")
NODE(COND,        "cond",        "expr expr? expr")
NODE(ASSIGN,      "assign",      "expr expr")
NODE(MUL_A, "mul-a", "expr expr") NODE(DIV_A, "div-a", "expr expr")
NODE(MOD_A, "mod-a", "expr expr") NODE(ADD_A, "add-a", "expr expr")
NODE(SUB_A, "sub-a", "expr expr") NODE(SHL_A, "shl-a", "expr expr")
NODE(SHR_A, "shr-a", "expr expr") NODE(AND_A, "and-a", "expr expr")
NODE(XOR_A, "xor-a", "expr expr") NODE(OR_A,  "or-a",  "expr expr")
NODE(COMMA,       "comma",       "expr expr")
NODE(VA_ARG,      "va-arg",      "expr typename")
NODE(OFFSETOF,    "offsetof",    "typename desig...")   /* desig-member (T0 . or ->), desig-index; the first name is a desig-member with T0 = T1 */
NODE(TYPES_COMPATIBLE, "types-compatible", "typename typename")
NODE(CHOOSE,      "choose",      "expr expr expr")
NODE(CONVERTVECTOR, "convertvector", "expr typename")
NODE(HAS_ATTRIBUTE, "has-attribute", "expr|typename attr")
