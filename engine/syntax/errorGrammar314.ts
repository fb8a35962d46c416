/**
 * What 3.14 changed in the grammar of `errorGrammar.ts`, in the same notation: rules that are new, and rules that take
 * the place of 3.13's. After CPython's `Grammar/python.gram` (Python Software Foundation License).
 */
export const CHANGES_IN_314 = `
import_from_as_name: invalid_import_from_as_name | NAME ['as' NAME]
dotted_as_name: invalid_dotted_as_name | dotted_name ['as' NAME]
except_block: invalid_except_stmt_indent | 'except' expressions ':' block | 'except' expression 'as' NAME ':' block | 'except' ':' block | invalid_except_stmt
except_star_block: invalid_except_star_stmt_indent | 'except' '*' expressions ':' block | 'except' '*' expression 'as' NAME ':' block | invalid_except_star_stmt
literal_expr: signed_number !('+' | '-') | complex_number | &(STRING | FSTRING_START | TSTRING_START) strings | 'None' | 'True' | 'False'
pass_stmt: a='pass' => statement
break_stmt: a='break' => statement
continue_stmt: a='continue' => statement
simple_stmt%: assignment | &"type" type_alias | star_expressions | &'return' return_stmt | &('import' | 'from') import_stmt | &'raise' raise_stmt | &'pass' pass_stmt | &'del' del_stmt | &'yield' yield_expr | &'assert' assert_stmt | &'break' break_stmt | &'continue' continue_stmt | &'global' global_stmt | &'nonlocal' nonlocal_stmt
atom: NAME
 | 'True' => True
 | 'False' => False
 | 'None' => None
 | &(STRING | FSTRING_START | TSTRING_START) a=strings => a
 | NUMBER
 | &'(' a=(tuple | group | genexp) => a
 | &'[' a=(list | listcomp) => a
 | &'{' a=(dict | set | dictcomp | setcomp) => a
 | '...' => Ellipsis
starred_expression: invalid_starred_expression_unpacking
 | '*' expression => Starred
 | invalid_starred_expression
tstring_middle: tstring_replacement_field | TSTRING_MIDDLE
tstring_replacement_field: '{' annotated_rhs '='? [fstring_conversion] [tstring_full_format_spec] '}' => Interpolation
 | invalid_tstring_replacement_field
tstring_full_format_spec: ':' tstring_format_spec*
tstring_format_spec: a=TSTRING_MIDDLE => #formatSpec
 | tstring_replacement_field
tstring%: a=TSTRING_START b=tstring_middle* TSTRING_END => #tstring
strings%: invalid_string_tstring_concat
 | a=(fstring | string)+ => #strings
 | a=tstring+ => TemplateStr

invalid_expression: STRING a=(!STRING expression_without_invalid)+ b=STRING => #insideString
 | !(NAME STRING | SOFT_KEYWORD) a=disjunction b=expression_without_invalid => #missingComma
 | a=disjunction 'if' b=disjunction !('else' | ':') => range: expected 'else' after 'if' expression
 | disjunction 'if' disjunction 'else' !expression => next: expected expression after 'else', but statement is given
 | a=(pass_stmt | break_stmt | continue_stmt) 'if' disjunction 'else' simple_stmt => loc: expected expression before 'if', but statement is given
 | a='lambda' [lambda_params] b=':' &FSTRING_MIDDLE => range: f-string: lambda expressions are not allowed without parentheses
 | a='lambda' [lambda_params] b=':' &TSTRING_MIDDLE => range: t-string: lambda expressions are not allowed without parentheses
invalid_starred_expression: '*' => here: Invalid star expression
invalid_dotted_as_name: dotted_name 'as' !(NAME (',' | ')' | ';' | NEWLINE)) a=expression => loc: cannot use %s as import target
invalid_import_from_as_name: NAME 'as' !(NAME (',' | ')' | ';' | NEWLINE)) a=expression => loc: cannot use %s as import target
invalid_except_stmt: 'except' a=expression ',' expressions 'as' NAME ':' => from: multiple exception types must be parenthesized when using 'as'
 | 'except' expression ['as' NAME] NEWLINE => here: expected ':'
 | 'except' NEWLINE => here: expected ':'
 | 'except' expression 'as' a=expression ':' block => loc: cannot use except statement with %s
invalid_except_star_stmt: 'except' '*' a=expression ',' expressions 'as' NAME ':' => from: multiple exception types must be parenthesized when using 'as'
 | 'except' '*' expression ['as' NAME] NEWLINE => here: expected ':'
 | 'except' '*' (NEWLINE | ':') => here: expected one or more exception types
 | 'except' '*' expression 'as' a=expression ':' block => loc: cannot use except* statement with %s
invalid_as_pattern: or_pattern 'as' a="_" => loc: cannot use '_' as a target
 | or_pattern 'as' a=expression => loc: cannot use %s as pattern target
invalid_else_stmt: a='else' ':' NEWLINE !INDENT => block: 'else' statement
 | 'else' ':' block 'elif' => here: 'elif' block follows an 'else' block
invalid_string_tstring_concat: a=(fstring | string)+ b=tstring => lastTo: cannot mix t-string literals with string or bytes literals
 | a=tstring+ b=(fstring | string) => lastTo: cannot mix t-string literals with string or bytes literals
invalid_tstring_replacement_field: '{' a='=' => loc: t-string: valid expression required before '='
 | '{' a='!' => loc: t-string: valid expression required before '!'
 | '{' a=':' => loc: t-string: valid expression required before ':'
 | '{' a='}' => loc: t-string: valid expression required before '}'
 | '{' !annotated_rhs => next: t-string: expecting a valid expression after '{'
 | '{' annotated_rhs !('=' | '!' | ':' | '}') => next: t-string: expecting '=', or '!', or ':', or '}'
 | '{' annotated_rhs '=' !('!' | ':' | '}') => next: t-string: expecting '!', or ':', or '}'
 | '{' annotated_rhs '='? invalid_tstring_conversion_character
 | '{' annotated_rhs '='? ['!' NAME] !(':' | '}') => next: t-string: expecting ':' or '}'
 | '{' annotated_rhs '='? ['!' NAME] ':' tstring_format_spec* !'}' => next: t-string: expecting '}', or format specs
 | '{' annotated_rhs '='? ['!' NAME] !'}' => next: t-string: expecting '}'
invalid_tstring_conversion_character: '!' &(':' | '}') => next: t-string: missing conversion character
 | '!' !NAME => next: t-string: invalid conversion character
`;
