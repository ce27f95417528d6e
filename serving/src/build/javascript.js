// Formats and checks the pages' JavaScript with Prettier and Babel, which need no npm: both come from
// Maven Central as one file and run here, in Ant's script task. Run by the root pom: `check` names each
// file and line that is not in order in the property javascript.problems; `apply` writes the format.
/* global project */
const Files = Java.type('java.nio.file.Files');
const folder = Java.type('java.nio.file.Path').of(project.getProperty('javascript.folder'));
const apply = project.getProperty('javascript.apply') !== null;
const WIDEST = 120;
const FORMAT = { parser: 'babel', printWidth: 120, singleQuote: true, arrowParens: 'avoid' };

// What a browser gives to a module.
const BROWSER = new Set(
  (
    'AbortController Array Blob Boolean CustomEvent Date Error Event EventSource EventTarget FormData Infinity ' +
    'Intl JSON Map Math Number Object Promise ResizeObserver Set String TextDecoder TypeError URL URLSearchParams ' +
    'addEventListener clearTimeout console decodeURIComponent dispatchEvent document encodeURIComponent fetch ' +
    'getComputedStyle history localStorage location matchMedia setInterval setTimeout undefined window'
  ).split(' '),
);

globalThis.self = globalThis;
const loader = Java.type('java.lang.Thread').currentThread().getContextClassLoader();
function webjar(name, file) {
  const place = project.getProperty(`${name}.version`);
  const resource = loader.getResourceAsStream(`META-INF/resources/webjars/${name}/${place}/${file}`);
  load({ name: file, script: new (Java.type('java.lang.String'))(resource.readAllBytes(), 'UTF-8') });
}
webjar('prettier', 'standalone.js');
webjar('prettier', 'plugins/babel.js');
webjar('prettier', 'plugins/estree.js');
webjar('babel__standalone', 'babel.min.js');

/** What is wrong with a module, as [line, sentence]. */
function faults(code) {
  const found = [];
  const say = (node, what) => found.push([node.loc.start.line, what]);
  const visitor = {
    Program: path => {
      for (const [name, node] of Object.entries(path.scope.globals)) {
        if (!BROWSER.has(name)) say(node, `${name} is not declared`);
      }
    },
    Scope: ({ scope }) => {
      for (const [name, { referenced, identifier, kind, constantViolations }] of Object.entries(scope.bindings)) {
        // A parameter may stand before one that is used, and `??=` both reads and assigns.
        if (!referenced && !constantViolations.length && kind !== 'param') say(identifier, `${name} is not used`);
        if (kind === 'const') constantViolations.forEach(v => say(v.node, `the constant ${name} is assigned`));
      }
    },
    BinaryExpression: ({ node }) => {
      if (['==', '!='].includes(node.operator)) say(node, `${node.operator} converts what it compares`);
    },
    VariableDeclaration: ({ node }) => {
      if (node.kind === 'var') say(node, 'var is not bound to its block');
    },
  };
  Babel.transform(code, { sourceType: 'module', code: false, plugins: [() => ({ visitor })] });
  code.split('\n').forEach((line, i) => {
    if (line.length > WIDEST) found.push([i + 1, `${line.length} columns, at most ${WIDEST} are allowed`]);
  });
  return found.sort(([one], [other]) => one - other);
}

/** The first line that two texts do not share. */
function firstDifference(one, other) {
  const lines = other.split('\n');
  return one.split('\n').findIndex((line, i) => line !== lines[i]) + 1;
}

async function problemsOf(file) {
  const code = Files.readString(file);
  const options = { ...FORMAT, plugins: [prettierPlugins.babel, prettierPlugins.estree] };
  const formatted = await prettier.format(code, options);
  if (apply && formatted !== code) Files.writeString(file, formatted);
  const wrong = faults(apply ? formatted : code);
  if (!apply && formatted !== code) wrong.unshift([firstDifference(code, formatted), 'not formatted']);
  return wrong.map(([line, what]) => `${file}:${line}: ${what}`);
}

const files = Files.walk(folder)
  .filter(file => file.toString().endsWith('.js'))
  .sorted()
  .toList();
const asked = [...files].map(file => problemsOf(file).catch(problem => [`${file}: ${problem.message}`]));
Promise.all(asked).then(all => {
  const problems = all.flat();
  if (problems.length) project.setProperty('javascript.problems', problems.join('\n'));
});
