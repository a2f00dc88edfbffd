/* The kinds of forges: their names, and how each leads to its own editor of a file. */

export const NAMES = { github: "GitHub", gitlab: "GitLab", forgejo: "Forgejo", gitea: "Gitea" };

/** What a token of each has to be. */
export const NEEDS = {
  github: "a fine-grained token for this repository, with Contents and Pull requests: Read and write",
  gitlab: "a project access token with the role Developer and the scope api",
  forgejo: "a token with the permission Repository: Read and Write",
  gitea: "a token with the permission Repository: Read and Write",
};

const EDITORS = { github: "edit", gitlab: "-/edit", forgejo: "_edit", gitea: "_edit" };

/** Return a path for an address, its slashes left as they are. */
export const inAddress = (path) => path.split("/").map(encodeURIComponent).join("/");

/** Return the address of the forge's own editor of a file. */
export const editorOf = (target, file) => `${target.web}/${inAddress(target.project)}/${EDITORS[target.kind]}/${inAddress(target.branch)}/${inAddress(target.folder + file)}`;
