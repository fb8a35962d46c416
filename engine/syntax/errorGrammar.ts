/**
 * Python 3.13's grammar with its `invalid_` rules, read by `errorPass.ts` once a program is known to be wrong: which
 * error CPython reports depends on the order in which its parser tries things, so the order is kept. The rules and
 * messages are those of CPython's `Grammar/python.gram` (Python Software Foundation License).
 *
 * One alternative a line where it ends in an action (`=>`). After a rule's name, `%` marks one that CPython memoizes
 * whatever the pass, `^` one that it writes left-recursively (here a loop), `-` one that it does not have. Actions:
 * a kind makes a node of that kind; `a` hands on the item named so; `loc`, `range`, `from`, `here`, `next` raise a
 * SyntaxError on item a, from a to b, from a to the last token read, on the last token read, on the next; `block`
 * raises the IndentationError for the block after a; `star`, `del`, `for` name the first part of a that cannot be
 * assigned to or deleted; `#name` is a function of `errorActions.ts`. `%s` is the name of a's kind.
 */
export const ERROR_GRAMMAR = `
file: [statements] ENDMARKER
statements: statement+
statement: compound_stmt | simple_stmts
simple_stmts: simple_stmt !';' NEWLINE | ';'.simple_stmt+ [';'] NEWLINE
simple_stmt%: assignment | &"type" type_alias | star_expressions | &'return' return_stmt | &('import' | 'from') import_stmt | &'raise' raise_stmt | &'pass' 'pass' | &'del' del_stmt | &'yield' yield_expr | &'assert' assert_stmt | &'break' 'break' | &'continue' 'continue' | &'global' global_stmt | &'nonlocal' nonlocal_stmt
compound_stmt: &('def' | '@' | 'async') function_def | &'if' if_stmt | &('class' | '@') class_def | &('with' | 'async') with_stmt | &('for' | 'async') for_stmt | &'try' try_stmt | &'while' while_stmt | match_stmt

assignment: NAME ':' expression ['=' annotated_rhs] | ('(' single_target ')' | single_subscript_attribute_target) ':' expression ['=' annotated_rhs] | (star_targets '=')+ annotated_rhs !'=' | single_target augassign ~ annotated_rhs | invalid_assignment
annotated_rhs: yield_expr | star_expressions
augassign: '+=' | '-=' | '*=' | '@=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '**=' | '//='
return_stmt: 'return' [star_expressions]
raise_stmt: 'raise' expression ['from' expression] | 'raise'
global_stmt: 'global' ','.NAME+
nonlocal_stmt: 'nonlocal' ','.NAME+
del_stmt: 'del' del_targets &(';' | NEWLINE) | invalid_del_stmt
assert_stmt: 'assert' expression [',' expression]
import_stmt: invalid_import | import_name | import_from
import_name: 'import' dotted_as_names
import_from: 'from' ('.' | '...')* dotted_name 'import' import_from_targets | 'from' ('.' | '...')+ 'import' import_from_targets
import_from_targets: '(' import_from_as_names [','] ')' | import_from_as_names !',' | '*' | invalid_import_from_targets
import_from_as_names: ','.import_from_as_name+
import_from_as_name: NAME ['as' NAME]
dotted_as_names: ','.dotted_as_name+
dotted_as_name: dotted_name ['as' NAME]
dotted_name^: NAME ('.' NAME)*

block%: NEWLINE INDENT statements DEDENT | simple_stmts | invalid_block
decorators: ('@' named_expression NEWLINE)+
class_def: decorators class_def_raw | class_def_raw
class_def_raw: invalid_class_def_raw | 'class' NAME [type_params] ['(' [arguments] ')'] ':' block
function_def: decorators function_def_raw | function_def_raw
function_def_raw: invalid_def_raw | 'def' NAME [type_params] '(' [params] ')' ['->' expression] ':' block | 'async' 'def' NAME [type_params] '(' [params] ')' ['->' expression] ':' block
params: invalid_parameters | parameters
parameters: slash_no_default param_no_default* param_with_default* [star_etc] | slash_with_default param_with_default* [star_etc] | param_no_default+ param_with_default* [star_etc] | param_with_default+ [star_etc] | star_etc
slash_no_default: param_no_default+ '/' ',' | param_no_default+ '/' &')'
slash_with_default: param_no_default* param_with_default+ '/' ',' | param_no_default* param_with_default+ '/' &')'
star_etc: invalid_star_etc | '*' param_no_default param_maybe_default* [kwds] | '*' param_no_default_star_annotation param_maybe_default* [kwds] | '*' ',' param_maybe_default+ [kwds] | kwds
kwds: invalid_kwds | '**' param_no_default
param_no_default: a=param ',' => a
 | a=param &')' => a
param_no_default_star_annotation: param_star_annotation ',' | param_star_annotation &')'
param_with_default: param default ',' | param default &')'
param_maybe_default: param default? ',' | param default? &')'
param: NAME annotation? => arg
param_star_annotation: NAME star_annotation
annotation: ':' expression
star_annotation: ':' star_expression
default: '=' expression | invalid_default

if_stmt: invalid_if_stmt | 'if' named_expression ':' block elif_stmt | 'if' named_expression ':' block [else_block]
elif_stmt: invalid_elif_stmt | 'elif' named_expression ':' block elif_stmt | 'elif' named_expression ':' block [else_block]
else_block: invalid_else_stmt | 'else' &&':' block
while_stmt: invalid_while_stmt | 'while' named_expression ':' block [else_block]
for_stmt: invalid_for_stmt | 'for' star_targets 'in' ~ star_expressions ':' block [else_block] | 'async' 'for' star_targets 'in' ~ star_expressions ':' block [else_block] | invalid_for_target
with_stmt: invalid_with_stmt_indent | 'with' '(' ','.with_item+ ','? ')' ':' block | 'with' ','.with_item+ ':' block | 'async' 'with' '(' ','.with_item+ ','? ')' ':' block | 'async' 'with' ','.with_item+ ':' block | invalid_with_stmt
with_item: expression 'as' star_target &(',' | ')' | ':') | invalid_with_item | expression
try_stmt: invalid_try_stmt | 'try' &&':' block finally_block | 'try' &&':' block except_block+ [else_block] [finally_block] | 'try' &&':' block except_star_block+ [else_block] [finally_block]
except_block: invalid_except_stmt_indent | 'except' expression ['as' NAME] ':' block | 'except' ':' block | invalid_except_stmt
except_star_block: invalid_except_star_stmt_indent | 'except' '*' expression ['as' NAME] ':' block | invalid_except_stmt
finally_block: invalid_finally_stmt | 'finally' &&':' block

match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT | invalid_match_stmt
subject_expr: star_named_expression ',' star_named_expressions? | named_expression
case_block: invalid_case_block | "case" patterns guard? ':' block
guard: 'if' named_expression
patterns: open_sequence_pattern | pattern
pattern: as_pattern | or_pattern
as_pattern: or_pattern 'as' pattern_capture_target => pattern
 | invalid_as_pattern
or_pattern: '|'.closed_pattern+ => pattern
closed_pattern%: literal_pattern | capture_pattern | wildcard_pattern | value_pattern | group_pattern | sequence_pattern | mapping_pattern | class_pattern
literal_pattern: signed_number !('+' | '-') | complex_number | strings | 'None' | 'True' | 'False'
literal_expr: signed_number !('+' | '-') | complex_number | strings | 'None' | 'True' | 'False'
complex_number: signed_real_number ('+' | '-') imaginary_number
signed_number: NUMBER | '+' NUMBER | '-' NUMBER
signed_real_number: real_number | '+' real_number | '-' real_number
real_number: a=NUMBER => #real
imaginary_number: a=NUMBER => #imaginary
capture_pattern: pattern_capture_target
pattern_capture_target: !"_" NAME !('.' | '(' | '=')
wildcard_pattern: "_"
value_pattern: attr !('.' | '(' | '=')
attr^: NAME ('.' NAME)+
name_or_attr: attr | NAME
group_pattern: '(' pattern ')'
sequence_pattern: '[' maybe_sequence_pattern? ']' | '(' open_sequence_pattern? ')'
open_sequence_pattern: maybe_star_pattern ',' maybe_sequence_pattern?
maybe_sequence_pattern: ','.maybe_star_pattern+ ','?
maybe_star_pattern: star_pattern | pattern
star_pattern%: '*' pattern_capture_target | '*' wildcard_pattern
mapping_pattern: '{' '}' | '{' double_star_pattern ','? '}' | '{' items_pattern ',' double_star_pattern ','? '}' | '{' items_pattern ','? '}'
items_pattern: ','.key_value_pattern+
key_value_pattern: (literal_expr | attr) ':' pattern
double_star_pattern: '**' pattern_capture_target
class_pattern: name_or_attr '(' ')' | name_or_attr '(' positional_patterns ','? ')' | name_or_attr '(' keyword_patterns ','? ')' | name_or_attr '(' positional_patterns ',' keyword_patterns ','? ')' | invalid_class_pattern
positional_patterns: ','.pattern+
keyword_patterns: ','.keyword_pattern+
keyword_pattern: NAME '=' pattern

type_alias: "type" NAME [type_params] '=' expression
type_params: invalid_type_params | '[' type_param_seq ']'
type_param_seq: ','.type_param+ [',']
type_param%: NAME [type_param_bound] [type_param_default] | invalid_type_param | '*' NAME [type_param_starred_default] | '**' NAME [type_param_default]
type_param_bound: ':' expression
type_param_default: '=' expression
type_param_starred_default: '=' star_expression

expressions: expression (',' expression)+ [','] => Tuple
 | expression ',' => Tuple
 | expression
expression%: invalid_expression | invalid_legacy_expression
 | disjunction 'if' disjunction 'else' expression => IfExp
 | disjunction | lambdef
yield_expr: 'yield' 'from' expression => Yield
 | 'yield' [star_expressions] => Yield
star_expressions: star_expression (',' star_expression)+ [','] => Tuple
 | star_expression ',' => Tuple
 | star_expression
star_expression%: '*' bitwise_or => Starred
 | expression
star_named_expressions: ','.star_named_expression+ [',']
star_named_expression: '*' bitwise_or => Starred
 | named_expression
assignment_expression: NAME ':=' ~ expression => NamedExpr
named_expression: assignment_expression | invalid_named_expression
 | a=expression !':=' => a
disjunction%: conjunction ('or' conjunction)+ => BoolOp
 | conjunction
conjunction%: inversion ('and' inversion)+ => BoolOp
 | inversion
inversion%: 'not' inversion => UnaryOp
 | comparison
comparison: bitwise_or compare_op_bitwise_or_pair+ => Compare
 | bitwise_or
compare_op_bitwise_or_pair: ('==' | '!=' | '<=' | '<' | '>=' | '>') bitwise_or => compared
 | 'not' 'in' bitwise_or => compared
 | 'in' bitwise_or => comparedIn
 | 'is' 'not' bitwise_or => compared
 | 'is' bitwise_or => compared
 | invalid_not_equal
bitwise_or%^: bitwise_xor ('|' bitwise_xor)+ => BinOp
 | bitwise_xor
bitwise_xor%^: bitwise_and ('^' bitwise_and)+ => BinOp
 | bitwise_and
bitwise_and%^: shift_expr ('&' shift_expr)+ => BinOp
 | shift_expr
shift_expr%^: shift_operand (('<<' | '>>') sum)+ => BinOp
 | shift_operand
shift_operand-: invalid_arithmetic | sum
sum%^: term (('+' | '-') term)+ => BinOp
 | term
term%^: term_operand (('*' | '/' | '//' | '%' | '@') factor)+ => BinOp
 | term_operand
term_operand-: invalid_factor | factor
factor%: '+' factor => UnaryOp
 | '-' factor => UnaryOp
 | '~' factor => UnaryOp
 | power
power: await_primary '**' factor => BinOp
 | await_primary
await_primary%: 'await' primary => Await
 | primary
primary%^: a=atom b=trailer* => #primary
trailer-: '.' NAME => Attribute
 | genexp => Call
 | '(' [arguments] ')' => Call
 | '[' slices ']' => Subscript
slices: a=slice !',' => a
 | ','.(slice | starred_expression)+ [','] => Tuple
slice: [expression] ':' [expression] [':' [expression]] => Slice
 | named_expression
atom: NAME
 | 'True' => True
 | 'False' => False
 | 'None' => None
 | &(STRING | FSTRING_START) a=strings => a
 | NUMBER
 | &'(' a=(tuple | group | genexp) => a
 | &'[' a=(list | listcomp) => a
 | &'{' a=(dict | set | dictcomp | setcomp) => a
 | '...' => Ellipsis
group: '(' a=(yield_expr | named_expression) ')' => a
 | invalid_group
lambdef: 'lambda' [lambda_params] ':' expression => Lambda
lambda_params: invalid_lambda_parameters | lambda_parameters
lambda_parameters: lambda_slash_no_default lambda_param_no_default* lambda_param_with_default* [lambda_star_etc] | lambda_slash_with_default lambda_param_with_default* [lambda_star_etc] | lambda_param_no_default+ lambda_param_with_default* [lambda_star_etc] | lambda_param_with_default+ [lambda_star_etc] | lambda_star_etc
lambda_slash_no_default: lambda_param_no_default+ '/' ',' | lambda_param_no_default+ '/' &':'
lambda_slash_with_default: lambda_param_no_default* lambda_param_with_default+ '/' ',' | lambda_param_no_default* lambda_param_with_default+ '/' &':'
lambda_star_etc: invalid_lambda_star_etc | '*' lambda_param_no_default lambda_param_maybe_default* [lambda_kwds] | '*' ',' lambda_param_maybe_default+ [lambda_kwds] | lambda_kwds
lambda_kwds: invalid_lambda_kwds | '**' lambda_param_no_default
lambda_param_no_default: a=lambda_param ',' => a
 | a=lambda_param &':' => a
lambda_param_with_default: lambda_param default ',' | lambda_param default &':'
lambda_param_maybe_default: lambda_param default? ',' | lambda_param default? &':'
lambda_param: NAME => arg

fstring_middle: fstring_replacement_field | FSTRING_MIDDLE
fstring_replacement_field: '{' annotated_rhs '='? [fstring_conversion] [fstring_full_format_spec] '}' => FormattedValue
 | invalid_replacement_field
fstring_conversion: a='!' b=NAME => #conversion
fstring_full_format_spec: ':' fstring_format_spec*
fstring_format_spec: a=FSTRING_MIDDLE => #formatSpec
 | fstring_replacement_field
fstring: a=FSTRING_START b=fstring_middle* FSTRING_END => #fstring
string: a=STRING => #string
strings%: a=(fstring | string)+ => #strings
list: '[' [star_named_expressions] ']' => List
tuple: '(' [star_named_expression ',' [star_named_expressions]] ')' => Tuple
set: '{' star_named_expressions '}' => Set
dict: '{' [double_starred_kvpairs] '}' => Dict
 | '{' invalid_double_starred_kvpairs '}'
double_starred_kvpairs: ','.double_starred_kvpair+ [',']
double_starred_kvpair: '**' bitwise_or | kvpair
kvpair: expression ':' expression
for_if_clauses: for_if_clause+
for_if_clause: 'async' 'for' star_targets 'in' ~ disjunction ('if' disjunction)* => comprehension
 | 'for' star_targets 'in' ~ disjunction ('if' disjunction)* => comprehension
 | invalid_for_if_clause | invalid_for_target
listcomp: '[' named_expression for_if_clauses ']' => ListComp
 | invalid_comprehension
setcomp: '{' named_expression for_if_clauses '}' => SetComp
 | invalid_comprehension
genexp: '(' (assignment_expression | expression !':=') for_if_clauses ')' => GeneratorExp
 | invalid_comprehension
dictcomp: '{' kvpair for_if_clauses '}' => DictComp
 | invalid_dict_comprehension

arguments%: a=args [','] &')' => a
 | invalid_arguments
args: ','.(starred_expression | positional_argument !'=')+ [',' kwargs] => args
 | kwargs => args
positional_argument: assignment_expression
 | a=expression !':=' => a
kwargs: ','.kwarg_or_starred+ ',' ','.kwarg_or_double_starred+ | ','.kwarg_or_starred+ | ','.kwarg_or_double_starred+
starred_expression: invalid_starred_expression_unpacking
 | '*' expression => Starred
 | '*' => here: Invalid star expression
kwarg_or_starred: invalid_kwarg
 | NAME '=' expression => keyword
 | starred_expression
kwarg_or_double_starred: invalid_kwarg
 | NAME '=' expression => keyword
 | '**' expression => unpacking

star_targets: a=star_target !',' => a
 | star_target (',' star_target)* [','] => Tuple
star_targets_list_seq: ','.star_target+ [',']
star_targets_tuple_seq: star_target (',' star_target)+ [','] | star_target ','
star_target%: '*' (!'*' star_target) => Starred
 | target_with_star_atom
target_with_star_atom%: t_primary '.' NAME !t_lookahead => Attribute
 | t_primary '[' slices ']' !t_lookahead => Subscript
 | star_atom
star_atom: NAME | '(' target_with_star_atom ')'
 | '(' [star_targets_tuple_seq] ')' => Tuple
 | '[' [star_targets_list_seq] ']' => List
single_target: single_subscript_attribute_target | NAME | '(' single_target ')'
single_subscript_attribute_target: t_primary '.' NAME !t_lookahead => Attribute
 | t_primary '[' slices ']' !t_lookahead => Subscript
t_primary%^: atom &t_lookahead (('.' NAME | '[' slices ']' | genexp | '(' [arguments] ')') &t_lookahead)*
t_lookahead: '(' | '[' | '.'
del_targets: ','.del_target+ [',']
del_target%: t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead | del_t_atom
del_t_atom: NAME | '(' del_target ')' | '(' [del_targets] ')' | '[' [del_targets] ']'

invalid_arguments: ((','.(starred_expression | positional_argument !'=')+ ',' kwargs) | kwargs) a=',' ','.(starred_expression !'=')+ => from: iterable argument unpacking follows keyword argument unpacking
 | a=expression b=for_if_clauses ',' [args | expression for_if_clauses] => rangeLast: Generator expression must be parenthesized
 | a=NAME b='=' expression for_if_clauses => range: invalid syntax. Maybe you meant '==' or ':=' instead of '='?
 | [args ','] a=NAME b='=' &(',' | ')') => range: expected argument value expression
 | a=args b=for_if_clauses => #genexpInCall
 | args ',' a=expression b=for_if_clauses => rangeLast: Generator expression must be parenthesized
 | a=args ',' args => #argumentsError
invalid_kwarg: a=('True' | 'False' | 'None') b='=' => #assignConstant
 | a=NAME b='=' expression for_if_clauses => range: invalid syntax. Maybe you meant '==' or ':=' instead of '='?
 | !(NAME '=') a=expression b='=' => range: expression cannot contain assignment, perhaps you meant "=="?
 | a='**' expression '=' b=expression => range: cannot assign to keyword argument unpacking
expression_without_invalid: disjunction 'if' disjunction 'else' expression => IfExp
 | disjunction | lambdef
invalid_legacy_expression: a=NAME !'(' b=star_expressions => #legacy
invalid_type_param: '*' NAME a=':' b=expression => #typeVarTupleBound
 | '**' NAME a=':' b=expression => #paramSpecBound
invalid_expression: !(NAME STRING | SOFT_KEYWORD) a=disjunction b=expression_without_invalid => #missingComma
 | a=disjunction 'if' b=disjunction !('else' | ':') => range: expected 'else' after 'if' expression
 | a='lambda' [lambda_params] b=':' &FSTRING_MIDDLE => range: f-string: lambda expressions are not allowed without parentheses
invalid_named_expression%: a=expression ':=' expression => loc: cannot use assignment expressions with %s
 | a=NAME '=' b=bitwise_or !('=' | ':=') => range: invalid syntax. Maybe you meant '==' or ':=' instead of '='?
 | !(list | tuple | genexp | 'True' | 'None' | 'False') a=bitwise_or b='=' bitwise_or !('=' | ':=') => loc: cannot assign to %s here. Maybe you meant '==' instead of '='?
invalid_assignment: a=invalid_ann_assign_target ':' expression => loc: only single target (not %s) can be annotated
 | a=star_named_expression ',' star_named_expressions* ':' expression => loc: only single target (not tuple) can be annotated
 | a=expression ':' expression => loc: illegal target for annotation
 | (star_targets '=')* a=star_expressions '=' => star
 | (star_targets '=')* a=yield_expr '=' => loc: assignment to yield expression not possible
 | a=star_expressions augassign annotated_rhs => loc: '%s' is an illegal expression for augmented assignment
invalid_ann_assign_target: list | tuple
 | '(' a=invalid_ann_assign_target ')' => a
invalid_del_stmt: 'del' a=star_expressions => del
invalid_block: NEWLINE !INDENT => indentation: expected an indented block
invalid_comprehension: ('[' | '(' | '{') a=starred_expression for_if_clauses => loc: iterable unpacking cannot be used in comprehension
 | ('[' | '{') a=star_named_expression ',' b=star_named_expressions for_if_clauses => rangeLastItem: did you forget parentheses around the comprehension target?
 | ('[' | '{') a=star_named_expression b=',' for_if_clauses => range: did you forget parentheses around the comprehension target?
invalid_dict_comprehension: '{' a='**' bitwise_or for_if_clauses '}' => loc: dict unpacking cannot be used in dict comprehension
invalid_parameters: a='/' ',' => loc: at least one argument must precede /
 | (slash_no_default | slash_with_default) param_maybe_default* a='/' => loc: / may appear only once
 | slash_no_default? param_no_default* invalid_parameters_helper a=param_no_default => loc: parameter without a default follows parameter with a default
 | param_no_default* a='(' param_no_default+ ','? b=')' => range: Function parameters cannot be parenthesized
 | [slash_no_default | slash_with_default] param_maybe_default* '*' (',' | param_no_default) param_maybe_default* a='/' => loc: / must be ahead of *
 | param_maybe_default+ '/' a='*' => loc: expected comma between / and *
invalid_parameters_helper: slash_with_default | param_with_default+
invalid_default: a='=' &(')' | ',') => loc: expected default value expression
invalid_star_etc: a='*' (')' | ',' (')' | '**')) => loc: named arguments must follow bare *
 | '*' param a='=' => loc: var-positional argument cannot have default value
 | '*' (param_no_default | ',') param_maybe_default* a='*' (param_no_default | ',') => loc: * argument may appear only once
invalid_kwds: '**' param a='=' => loc: var-keyword argument cannot have default value
 | '**' param ',' a=param => loc: arguments cannot follow var-keyword argument
 | '**' param ',' a=('*' | '**' | '/') => loc: arguments cannot follow var-keyword argument
invalid_lambda_parameters: a='/' ',' => loc: at least one argument must precede /
 | (lambda_slash_no_default | lambda_slash_with_default) lambda_param_maybe_default* a='/' => loc: / may appear only once
 | lambda_slash_no_default? lambda_param_no_default* invalid_lambda_parameters_helper a=lambda_param_no_default => loc: parameter without a default follows parameter with a default
 | lambda_param_no_default* a='(' ','.lambda_param+ ','? b=')' => range: Lambda expression parameters cannot be parenthesized
 | [lambda_slash_no_default | lambda_slash_with_default] lambda_param_maybe_default* '*' (',' | lambda_param_no_default) lambda_param_maybe_default* a='/' => loc: / must be ahead of *
 | lambda_param_maybe_default+ '/' a='*' => loc: expected comma between / and *
invalid_lambda_parameters_helper: lambda_slash_with_default | lambda_param_with_default+
invalid_lambda_star_etc: '*' (':' | ',' (':' | '**')) => here: named arguments must follow bare *
 | '*' lambda_param a='=' => loc: var-positional argument cannot have default value
 | '*' (lambda_param_no_default | ',') lambda_param_maybe_default* a='*' (lambda_param_no_default | ',') => loc: * argument may appear only once
invalid_lambda_kwds: '**' lambda_param a='=' => loc: var-keyword argument cannot have default value
 | '**' lambda_param ',' a=lambda_param => loc: arguments cannot follow var-keyword argument
 | '**' lambda_param ',' a=('*' | '**' | '/') => loc: arguments cannot follow var-keyword argument
invalid_with_item: expression 'as' a=expression &(',' | ')' | ':') => star
invalid_for_if_clause: 'async'? 'for' (bitwise_or (',' bitwise_or)* [',']) !'in' => here: 'in' expected after for-loop variables
invalid_for_target: 'async'? 'for' a=star_expressions => for
invalid_group: '(' a=starred_expression ')' => loc: cannot use starred expression here
 | '(' a='**' expression ')' => loc: cannot use double starred expression here
invalid_import: a='import' ','.dotted_name+ 'from' dotted_name => from: Did you mean to use 'from ... import ...' instead?
 | 'import' a=NEWLINE => from: Expected one or more names after 'import'
invalid_import_from_targets: import_from_as_names ',' NEWLINE => here: trailing comma not allowed without surrounding parentheses
 | a=NEWLINE => from: Expected one or more names after 'import'
invalid_with_stmt: ['async'] 'with' ','.(expression ['as' star_target])+ NEWLINE => here: expected ':'
 | ['async'] 'with' '(' ','.(expressions ['as' star_target])+ ','? ')' NEWLINE => here: expected ':'
invalid_with_stmt_indent: ['async'] a='with' ','.(expression ['as' star_target])+ ':' NEWLINE !INDENT => block: 'with' statement
 | ['async'] a='with' '(' ','.(expressions ['as' star_target])+ ','? ')' ':' NEWLINE !INDENT => block: 'with' statement
invalid_try_stmt: a='try' ':' NEWLINE !INDENT => block: 'try' statement
 | 'try' ':' block !('except' | 'finally') => here: expected 'except' or 'finally' block
 | 'try' ':' block* except_block+ a='except' b='*' expression ['as' NAME] ':' => range: cannot have both 'except' and 'except*' on the same 'try'
 | 'try' ':' block* except_star_block+ a='except' [expression ['as' NAME]] ':' => loc: cannot have both 'except' and 'except*' on the same 'try'
invalid_except_stmt: 'except' '*'? a=expression ',' expressions ['as' NAME] ':' => from: multiple exception types must be parenthesized
 | 'except' '*'? expression ['as' NAME] NEWLINE => here: expected ':'
 | 'except' NEWLINE => here: expected ':'
 | 'except' '*' (NEWLINE | ':') => here: expected one or more exception types
invalid_finally_stmt: a='finally' ':' NEWLINE !INDENT => block: 'finally' statement
invalid_except_stmt_indent: a='except' expression ['as' NAME] ':' NEWLINE !INDENT => block: 'except' statement
 | a='except' ':' NEWLINE !INDENT => block: 'except' statement
invalid_except_star_stmt_indent: a='except' '*' expression ['as' NAME] ':' NEWLINE !INDENT => block: 'except*' statement
invalid_match_stmt: "match" subject_expr NEWLINE => here: expected ':'
 | a="match" subject_expr ':' NEWLINE !INDENT => block: 'match' statement
invalid_case_block: "case" patterns guard? NEWLINE => here: expected ':'
 | a="case" patterns guard? ':' NEWLINE !INDENT => block: 'case' statement
invalid_as_pattern: or_pattern 'as' a="_" => loc: cannot use '_' as a target
 | or_pattern 'as' !NAME a=expression => loc: invalid pattern target
invalid_class_pattern: name_or_attr '(' a=invalid_class_argument_pattern => #patternsAfterKeywords
invalid_class_argument_pattern: [positional_patterns ','] keyword_patterns ',' a=positional_patterns => a
invalid_if_stmt: 'if' named_expression NEWLINE => here: expected ':'
 | a='if' named_expression ':' NEWLINE !INDENT => block: 'if' statement
invalid_elif_stmt: 'elif' named_expression NEWLINE => here: expected ':'
 | a='elif' named_expression ':' NEWLINE !INDENT => block: 'elif' statement
invalid_else_stmt: a='else' ':' NEWLINE !INDENT => block: 'else' statement
invalid_while_stmt: 'while' named_expression NEWLINE => here: expected ':'
 | a='while' named_expression ':' NEWLINE !INDENT => block: 'while' statement
invalid_for_stmt: ['async'] 'for' star_targets 'in' star_expressions NEWLINE => here: expected ':'
 | ['async'] a='for' star_targets 'in' star_expressions ':' NEWLINE !INDENT => block: 'for' statement
invalid_def_raw: ['async'] a='def' NAME [type_params] '(' [params] ')' ['->' expression] ':' NEWLINE !INDENT => block: function definition
 | ['async'] 'def' NAME [type_params] &&'(' [params] ')' ['->' expression] &&':' block
invalid_class_def_raw: 'class' NAME [type_params] ['(' [arguments] ')'] NEWLINE => here: expected ':'
 | a='class' NAME [type_params] ['(' [arguments] ')'] ':' NEWLINE !INDENT => block: class definition
invalid_double_starred_kvpairs: ','.double_starred_kvpair+ ',' invalid_kvpair
 | expression ':' a='*' bitwise_or => from: cannot use a starred expression in a dictionary value
 | expression a=':' &('}' | ',') => loc: expression expected after dictionary key and ':'
invalid_kvpair: a=expression !':' => #colonAfterKey
 | expression ':' a='*' bitwise_or => from: cannot use a starred expression in a dictionary value
 | expression a=':' &('}' | ',') => loc: expression expected after dictionary key and ':'
invalid_starred_expression_unpacking: a='*' expression '=' b=expression => range: cannot assign to iterable argument unpacking
invalid_replacement_field: '{' a='=' => loc: f-string: valid expression required before '='
 | '{' a='!' => loc: f-string: valid expression required before '!'
 | '{' a=':' => loc: f-string: valid expression required before ':'
 | '{' a='}' => loc: f-string: valid expression required before '}'
 | '{' !annotated_rhs => next: f-string: expecting a valid expression after '{'
 | '{' annotated_rhs !('=' | '!' | ':' | '}') => next: f-string: expecting '=', or '!', or ':', or '}'
 | '{' annotated_rhs '=' !('!' | ':' | '}') => next: f-string: expecting '!', or ':', or '}'
 | '{' annotated_rhs '='? invalid_conversion_character
 | '{' annotated_rhs '='? ['!' NAME] !(':' | '}') => next: f-string: expecting ':' or '}'
 | '{' annotated_rhs '='? ['!' NAME] ':' fstring_format_spec* !'}' => next: f-string: expecting '}', or format specs
 | '{' annotated_rhs '='? ['!' NAME] !'}' => next: f-string: expecting '}'
invalid_conversion_character: '!' &(':' | '}') => next: f-string: missing conversion character
 | '!' !NAME => next: f-string: invalid conversion character
invalid_not_equal: a='<' b='>' => #notEqual
invalid_arithmetic: sum ('+' | '-' | '*' | '/' | '%' | '//' | '@') a='not' b=inversion => range: 'not' after an operator must be parenthesized
invalid_factor: ('+' | '-' | '~') a='not' b=factor => range: 'not' after an operator must be parenthesized
invalid_type_params: '[' a=']' => from: Type parameter list cannot be empty
`;
