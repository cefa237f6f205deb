import type { ConditionWithValueQuery, WhereClause } from '@jetstreamapp/soql-parser-js';
import { ApiError } from '#sandbox/salesforce/org/api-error.ts';

/** A WHERE clause as a tree. */
export type Expression =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly part: Expression }
  | { readonly kind: 'condition'; readonly condition: ConditionWithValueQuery };

type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | ConditionWithValueQuery;

/**
 * The parser gives a WHERE clause as a chain with counted parentheses; this makes the tree of it. As in Salesforce,
 * AND and OR may only be mixed with parentheses.
 */
export function expressionOf(where: WhereClause): Expression {
  const tokens = tokensOf(where).reverse();
  const expression = readChain(tokens);
  if (tokens.length > 0) throw new ApiError('MALFORMED_QUERY', 'unexpected token in the WHERE clause');
  return expression;
}

function tokensOf(where: WhereClause): Token[] {
  const tokens: Token[] = [];
  let link: WhereClause | undefined = where;
  while (link !== undefined) {
    const { left } = link;
    for (let i = 0; i < (left?.openParen ?? 0); i++) tokens.push('(');
    // NOT stands alone in its link, perhaps behind parentheses, and what it negates is the next link.
    if (left !== null && ('field' in left || 'fn' in left)) {
      tokens.push(left);
      for (let i = 0; i < (left.closeParen ?? 0); i++) tokens.push(')');
    }
    if ('operator' in link) tokens.push(link.operator);
    link = 'right' in link ? link.right : undefined;
  }
  return tokens;
}

/** Conditions joined by one kind of operator. `tokens` is reversed: the next one is at the end. */
function readChain(tokens: Token[]): Expression {
  const parts = [readPart(tokens)];
  const joint = tokens.at(-1);
  if (joint !== 'AND' && joint !== 'OR') return parts[0] ?? { kind: 'all', parts: [] };
  while (tokens.at(-1) === joint) {
    tokens.pop();
    parts.push(readPart(tokens));
  }
  const next = tokens.at(-1);
  if (next === 'AND' || next === 'OR') throw new ApiError('MALFORMED_QUERY', `unexpected token: '${next}'`);
  return { kind: joint === 'AND' ? 'all' : 'any', parts };
}

function readPart(tokens: Token[]): Expression {
  const token = tokens.pop();
  if (token === 'NOT') return { kind: 'not', part: readPart(tokens) };
  if (token === '(') {
    const inner = readChain(tokens);
    if (tokens.pop() !== ')') throw new ApiError('MALFORMED_QUERY', 'expecting a right parentheses');
    return inner;
  }
  if (typeof token === 'object') return { kind: 'condition', condition: token };
  throw new ApiError('MALFORMED_QUERY', `unexpected token: '${token ?? 'end of the WHERE clause'}'`);
}
