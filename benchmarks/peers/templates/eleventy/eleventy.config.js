export default function (config) {
  config.addPassthroughCopy({ assets: "assets" });
  return { dir: { input: "content", includes: "../layouts", data: "../data", output: "site" }, markdownTemplateEngine: false };
}
