/* The kinds of forges: their names, and how each leads to its own editor of a file. */

export const NAMES = { github: "GitHub", gitlab: "GitLab", forgejo: "Forgejo", gitea: "Gitea" };
const EDITORS = { github: "edit", gitlab: "-/edit", forgejo: "_edit", gitea: "_edit" };

/** Return a path for an address, its slashes left as they are. */
export const inAddress = (path) => path.split("/").map(encodeURIComponent).join("/");

/** Return the address of the forge's own editor of a file. */
export const editorOf = (target, file) => `${target.web}/${inAddress(target.project)}/${EDITORS[target.kind]}/${inAddress(target.branch)}/${inAddress(target.folder + file)}`;
