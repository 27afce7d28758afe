// The instructions of the Dockerfile that is named, as JSON, as dockerfile-ast reads them.
const { readFileSync } = require("fs");
const { DockerfileParser } = require(process.argv[2] + "/node_modules/dockerfile-ast");
const dockerfile = DockerfileParser.parse(readFileSync(process.argv[3], "utf8"));
console.log(JSON.stringify(dockerfile.getInstructions().map((instruction) => ({
  keyword: instruction.getKeyword(),
  text: instruction.getArgumentsContent() || "",
  words: instruction.getArguments().map((argument) => argument.getValue()),
}))));
