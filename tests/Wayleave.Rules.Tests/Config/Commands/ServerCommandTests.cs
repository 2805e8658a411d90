using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Tests.Config.Commands;

public sealed class ServerCommandTests
{
    [Theory]
    [InlineData("Procfile", "web: uvicorn app:app --port $PORT --proxy-headers", "uvicorn|app:app|--port|$PORT|--proxy-headers")]
    [InlineData("Procfile", "web: PYTHONUNBUFFERED=1 exec poetry run python -m gunicorn -b :80 a.wsgi\nworker: ./run", "gunicorn|-b|:80|a.wsgi;./run")]
    [InlineData("app.service", "[Service]\nExecStart=-/usr/bin/env FOO=1 \"/opt/a b/bin/daphne\" \\\n  -p 80 x.asgi:application\n", "/opt/a b/bin/daphne|-p|80|x.asgi:application")]
    [InlineData("app.service", "[Service]\nExecStart=/bin/old\nExecStart=\nExecStart=/bin/new -x", "/bin/new|-x")]
    [InlineData("Dockerfile", "FROM python:3\nCMD [\"streamlit\", \"run\", \"app.py\"]", "streamlit|run|app.py")]
    [InlineData("Dockerfile", "FROM node AS b\nCMD old\nFROM node:22\nENTRYPOINT [\"tini\", \"--\"]\nCMD [\"node\", \"server.js\"]", "node|server.js")]
    [InlineData("Dockerfile", "FROM a\n# c\nCMD exec uvicorn app:app \\\n    # a comment between\n    --ws none", "uvicorn|app:app|--ws|none")]
    [InlineData("Dockerfile", "FROM a\nCMD [\"sh\", \"-c\", \"python manage.py migrate && daphne -b 0.0.0.0 p.asgi:application\"]", "python|manage.py|migrate;daphne|-b|0.0.0.0|p.asgi:application")]
    [InlineData("compose.yml", "services:\n  a:\n    image: x\n    command: bash -c 'cd /app && npx hypercorn app:app'", "hypercorn|app:app")]
    [InlineData("compose.yml", "services:\n  a:\n    image: x\n    command: |\n      sleep 1\n      puma -p 3000", "sleep|1;puma|-p|3000")]
    [InlineData("compose.yml", "services:\n  a:\n    image: x\n    entrypoint: [uv, run]\n    command: [\"fastapi\", \"run\"]", "fastapi|run")]
    [InlineData("pod.yaml", "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - command: [gunicorn]\n    args: [\"-k\", \"uvicorn.workers.UvicornWorker\", a]", "gunicorn|-k|uvicorn.workers.UvicornWorker|a")]
    [InlineData("apprunner.yaml", "version: 1.0\nruntime: python3\nrun:\n  command: sh start.sh", "sh|start.sh")]
    public void The_servers_own_words_are_found_wherever_a_command_line_stands(string name, string text, string words)
    {
        ConfigFile file = Read(name, text);

        string.Join(';', file.Commands.Select(command => string.Join('|', command.Words.Select(word => word.Text)))).ShouldBe(words);
    }

    [Fact]
    public void Each_word_has_its_place_in_the_file()
    {
        ConfigFile file = Read("compose.yml", "services:\n  app:\n    image: x\n    command: >-\n      uvicorn app:app\n      --port \"8000\" --ws-ping-interval=20\n");

        ServerCommand command = file.Commands.Single();
        command.Words.Select(word => word.At.Text).ShouldBe(["uvicorn", "app:app", "--port", "\"8000\"", "--ws-ping-interval=20"]);
        command.Option("--ws-ping-interval")!.Where!.Value.Line.ShouldBe(6);
        command.Option("--port")!.Where!.Value.Text.ShouldBe("--port \"8000\"");
        command.Service.ShouldBe("app");
    }

    [Fact]
    public void The_environment_is_that_of_the_file()
    {
        Read("compose.yml", "services:\n  app:\n    image: x\n    command: x\n    environment:\n      - A=1\n      - B\n      - C=${D:-2}\n").Commands.Single().Environment.ToDictionary(pair => pair.Key, pair => pair.Value.Value)
            .ShouldBe(new Dictionary<string, string> { ["A"] = "1", ["C"] = "2" }, ignoreOrder: true);
        Read("Dockerfile", "FROM x\nENV A=1 B=\"two words\"\nENV C three\nCMD x").Commands.Single().Environment["B"].Value.ShouldBe("two words");
        Read("a.service", "[Service]\nEnvironment=\"A=1 2\" B=3\nExecStart=x").Commands.Single().Environment["A"].Value.ShouldBe("1 2");
    }

    [Theory]
    [InlineData("x -p80", "80")]
    [InlineData("x -p 80", "80")]
    [InlineData("x --port=80 -p 81", "81")]
    [InlineData("x --ports 80", null)]
    public void An_option_is_found_in_each_of_its_spellings(string line, string? value) =>
        Read("Procfile", "web: " + line).Commands.Single().Option("--port", "-p")?.Value.ShouldBe(value);

    private static ConfigFile Read(string name, string text)
    {
        var source = new SourceText(name, text);
        ConfigFile file = ConfigKinds.Recognise(source)!.Read(source, new ReadContext());
        file.Errors.ShouldBeEmpty();
        return file;
    }
}
