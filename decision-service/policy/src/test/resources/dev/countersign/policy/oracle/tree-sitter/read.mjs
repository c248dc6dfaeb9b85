// Reads a JSON list of shell texts from standard input; writes for each the list of its simple commands (lists of words with "…" where
// something would be expanded), or null where the grammar does not accept the text.
import {Language, Parser} from 'web-tree-sitter';
import {readFileSync} from 'node:fs';

await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(new URL('node_modules/tree-sitter-bash/tree-sitter-bash.wasm', import.meta.url).pathname));

const unescape = (text, quoted) =>
  quoted ? text.replace(/\\\n/g, '').replace(/\\([$`"\\])/g, '$1') : text.replace(/\\\n/g, '').replace(/\\([^])/g, '$1');
const ansi = text => {
  const simple = {n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', e: '\x1b', E: '\x1b', f: '\f', v: '\v', '\\': '\\', "'": "'", '"': '"', '?': '?'};
  return text.replace(/\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|c([^])|([^]))/g, (all, x, u, U, o, c, s) =>
    x || u || U ? String.fromCodePoint(parseInt(x || u || U, 16)) : o ? String.fromCharCode(parseInt(o, 8)) : c ? String.fromCharCode(c.charCodeAt(0) & 31) : simple[s] ?? all);
};

function text(node) {
  switch (node.type) {
    case 'word': case 'number': case 'test_operator': case 'special_character':
      return node.namedChildCount ? pieces(node, false) : unescape(node.text, false);
    case 'raw_string': return node.text.slice(1, -1);
    case 'ansi_c_string': return ansi(node.text.slice(2, -1));
    case 'string': return pieces(node, true);
    case 'translated_string': return node.namedChildren.map(text).join('');
    case 'concatenation': case 'command_name': return pieces(node, false);
    case 'brace_expression': case 'extglob_pattern': case 'regex': return unescape(node.text, false);
    case 'string_content': return unescape(node.text, true);
    default: return node.isNamed ? '…' : unescape(node.text, false);
  }
}
// The text between the children of a string or of a joined word is part of it.
function pieces(node, quoted) {
  const [start, end] = quoted ? [node.startIndex + 1, node.endIndex - 1] : [node.startIndex, node.endIndex];
  let at = start, all = '';
  for (const child of node.namedChildren) {
    all += unescape(source.slice(at, child.startIndex), quoted) + text(child);
    at = child.endIndex;
  }
  return all + unescape(source.slice(at, end), quoted);
}
function commands(node, into) {
  if (node.type === 'command') {
    const words = [];
    for (let i = 0; i < node.childCount; i++) {
      const field = node.fieldNameForChild(i);
      if (field === 'name' || field === 'argument') words.push(text(node.child(i)));
    }
    into.push(words);
  }
  for (const child of node.namedChildren) commands(child, into);
  return into;
}
let source = '';
const answers = JSON.parse(readFileSync(0, 'utf8')).map(line => {
  source = line;
  const tree = parser.parse(line);
  const answer = tree.rootNode.hasError ? null : commands(tree.rootNode, []);
  tree.delete();
  return answer;
});
process.stdout.write(JSON.stringify(answers));
