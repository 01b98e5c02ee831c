/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Every kind of syntax node, once: NODE(name in C, word on the wire,
 * children).  cparse writes them, ceval reads them.  ccp-stream(5) tells under
 * NODES what each is, and which tokens it has beyond its children.
 *
 * The children's names are for people and for t/stream.bats.  A ? after one
 * means that 0 may stand in its place; ... means that the last is repeated.
 * `expr' is any expression node.  `declr' is any declarator node, or 0: the
 * empty abstract declarator.  `stmt' is any statement.  `item' is a statement,
 * a declaration, a nested funcdef, an assert or a local-labels.
 *
 * All children before the `...' are always there, as 0 where one is missing.
 * Only the last one of field, initdecl and funcdef is left out where it is 0.
 * No tree is deeper than 200000 nodes.
 */
/* 6.7 Declarations */
NODE(DECLARATION, "declaration", "specs initdecl...")
NODE(SPECS,       "specs",       "spec...")
NODE(STORAGE,     "storage",     "")
NODE(FUNCSPEC,    "funcspec",    "")
NODE(QUAL,        "qual",        "")
NODE(TSPEC,       "tspec",       "")
NODE(TNAME,       "tname",       "")            /* a typedef name */
NODE(TYPEOF,      "typeof",      "expr|typename")
NODE(TYPEOF_UNQUAL, "typeof-unqual", "expr|typename")
NODE(ATOMIC,      "atomic",      "typename")
NODE(AUTOTYPE,    "autotype",    "")            /* __auto_type */
NODE(EXTENSION_D, "ext-spec",    "")
NODE(ALIGNAS,     "alignas",     "expr|typename")
NODE(STRUCT,      "struct",      "attrs? tag? members? attrs?")
NODE(UNION,       "union",       "attrs? tag? members? attrs?")
NODE(ENUM,        "enum",        "attrs? tag? enumerators? attrs?")
NODE(TAG,         "tag",         "")            /* T0 is the name */
NODE(MEMBERS,     "members",     "fields|assert...")
NODE(FIELDS,      "fields",      "specs field...")  /* one struct-declaration */
NODE(FIELD,       "field",       "declr? expr? attrs? attrs?")
NODE(ENUMERATORS, "enumerators", "enumerator...")
NODE(ENUMERATOR,  "enumerator",  "attrs? expr?")  /* T0 is the name */
NODE(INITDECL,    "initdecl",    "declr asmlabel? attrs? init? attrs?")
NODE(ASMLABEL,    "asmlabel",    "string")
NODE(ATTRS,       "attrs",       "attr...")
NODE(ATTR,        "attr",        "attr-name expr|typename...")
NODE(ATTR_NAME,   "attr-name",   "")
NODE(FUNCDEF,     "funcdef",     "specs declr attrs? krdecls? block?")
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
NODE(D_ATTRS,     "d-attrs",     "declr attrs")
NODE(D_STAR,      "star",        "")            /* [*] */
NODE(PARAMS,      "params",      "param|ellipsis...")
NODE(PARAM,       "param",       "specs declr? attrs?")
NODE(ELLIPSIS,    "ellipsis",    "")
NODE(IDLIST,      "idlist",      "id...")       /* K&R */
NODE(TYPENAME,    "typename",    "specs declr?")
/* 6.7.9 Initialisation */
NODE(INITLIST,    "initlist",    "inititem...")
NODE(INITITEM,    "inititem",    "designation? init")
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
NODE(FOR,         "for",         "expr|declaration|assert? expr? expr? stmt")
NODE(GOTO,        "goto",        "id")          /* the label */
NODE(GOTO_COMPUTED, "goto-computed", "expr")
NODE(CONTINUE,    "continue",    "")
NODE(BREAK,       "break",       "")
NODE(RETURN,      "return",      "expr?")
NODE(TRANSACTION, "transaction", "attrs? block")  /* __transaction_atomic */
NODE(TRANSACTION_CANCEL, "transaction-cancel", "attrs?")
NODE(EXPR_STMT,   "expr-stmt",   "expr? attrs?")
NODE(ATTRIBUTED,  "attributed",  "attrs stmt")
NODE(LABEL,       "label",       "attrs? stmt?")
NODE(CASE,        "case",        "expr stmt?")
NODE(CASE_RANGE,  "case-range",  "expr expr stmt?")
NODE(DEFAULT,     "default",     "stmt?")
NODE(ASM,         "asm",         "string operands? operands? clobbers? id...")
NODE(OPERANDS,    "operands",    "operand...")
NODE(OPERAND,     "operand",     "string expr") /* [name] stands in T0.. */
NODE(CLOBBERS,    "clobbers",    "string...")
/* 6.5 Expressions */
NODE(ID,          "id",          "")
NODE(NUM,         "num",         "")
NODE(CHAR,        "char",        "")
NODE(STRING,      "string",      "")
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
NODE(TRANSACTION_E, "transaction-expr", "attrs? expr")
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
NODE(OFFSETOF,    "offsetof",    "typename desig...")
NODE(TYPES_COMPATIBLE, "types-compatible", "typename typename")
NODE(CHOOSE,      "choose",      "expr expr expr")
NODE(CONVERTVECTOR, "convertvector", "expr typename")
NODE(HAS_ATTRIBUTE, "has-attribute", "expr|typename attr")
