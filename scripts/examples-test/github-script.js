// Runs $SCRIPT as actions/github-script does, against comments that are kept in the file $COMMENTS.
const fs = require('fs');

const file = process.env.COMMENTS;
const comments = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : [];
const save = () => fs.writeFileSync(file, JSON.stringify(comments, null, 1));
// What GitHub refuses.
const accepted = (body) => {
  if (body.length > 65536) throw new Error(`Body is too long: ${body.length} characters`);
  return body;
};
const issues = {
  listComments: 'listComments',
  async createComment({ issue_number, body }) {
    comments.push({ id: comments.length + 1, issue_number, body: accepted(body), user: { type: 'Bot' } });
    save();
  },
  async updateComment({ comment_id, body }) {
    comments.find((c) => c.id === comment_id).body = accepted(body);
    save();
  },
};
const github = {
  rest: { issues },
  async paginate(call, { issue_number }) {
    if (call !== issues.listComments) throw new Error('not a list');
    return comments.filter((c) => c.issue_number === issue_number);
  },
};
const context = {
  serverUrl: 'https://github.example', repo: { owner: 'o', repo: 'r' }, runId: 7, sha: 'f00', issue: { number: 1 },
};
const body = Object.getPrototypeOf(async () => {}).constructor;
new body('require', 'process', 'github', 'context', process.env.SCRIPT)(require, process, github, context)
  .catch((error) => { console.error(error); process.exit(1); });
