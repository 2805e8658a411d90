using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Varnish;
using Wayleave.Rules.Config.Varnish.Reading;
using Wayleave.Rules.Config.Varnish.Running;

namespace Wayleave.Rules.Tests.Config.Varnish;

public sealed class VclReadingTests
{
    [Theory]
    [InlineData("req.http.Upgrade", true)]
    [InlineData("!req.http.Upgrade", false)]
    [InlineData("req.http.None-Such", false)]
    [InlineData("req.http.X-Forwarded-Proto", null)]
    [InlineData("req.http.Upgrade == \"websocket\" && req.method == \"GET\"", true)]
    [InlineData("req.http.Upgrade ~ \"(?i)WebSocket\"", true)]
    [InlineData("req.http.Upgrade ~ \"WebSocket\"", false)]
    [InlineData("req.http.Upgrade !~ \"WebSocket\"", true)]
    [InlineData("std.tolower(req.http.Connection) == {\"upgrade\"}", true)]
    [InlineData("regsub(req.url, \"^/w\", \"/x\") == \"/xs\"", true)]
    [InlineData("regsuball(req.url, \"[a-z]\", \"\") == \"/\"", true)]
    [InlineData("req.restarts > 0", false)]
    [InlineData("(req.restarts == 0 || client.ip ~ us) && !(req.url == \"/x\")", true)]
    [InlineData("client.ip ~ us || req.url == \"/x\"", null)]
    [InlineData("client.ip ~ us && req.url == \"/x\"", false)]
    [InlineData("\"/\" + \"ws\" == req.url", true)]
    [InlineData("req.url == \"/w\" \"s\"", true)]
    [InlineData("req.esi", null)]
    [InlineData("", null)]
    [InlineData("== ==", null)]
    public void A_condition_holds_as_Varnish_has_it(string condition, bool? holds)
    {
        VclToken[] tokens = [.. VclLexer.Read(new SourceText("a.vcl", condition)).Where(token => token.Kind is not VclTokenKind.Space)];

        VclExpression.Evaluate([.. tokens], new VclRequest(new Handshake { Path = "/ws" })).Holds.ShouldBe(holds);
    }

    [Fact]
    public void Backends_subroutines_and_statements_have_their_places()
    {
        VclFile file = Read("vcl 4.1;\nbackend a {\n .host = \"h\"; .port = \"81\"; .probe = { .url = \"/\"; }\n .max_connections = 5;\n}\nsub x { if (req.url) { set req.http.A = \"b\"; } else { call y; } }\n");

        file.Errors.ShouldBeEmpty();
        (file.Language, file.Backends[0].Name, file.Backends[0].Field("port"), file.Backends[0].At.Text).ShouldBe(("4.1", "a", "81", "backend a {"));
        file.Statements.Select(statement => statement.At.Text).ShouldBe(["if (req.url) {", "set req.http.A = \"b\";", "call y;"]);
    }

    [Fact]
    public void A_block_that_is_not_closed_is_told_with_its_place()
    {
        VclFile file = Read("vcl 4.1;\nsub vcl_recv {\n  if (x) { return (pipe); }\n");

        (file.Errors.Single().At.Line, file.Subs.Single().Name).ShouldBe((2, "vcl_recv"));
    }

    [Fact]
    public void A_file_that_includes_itself_comes_to_an_end()
    {
        const string text = "include \"a.vcl\";\nsub vcl_recv { call vcl_recv; }\n";
        var files = new OneFile(new SourceText("a.vcl", text));

        VclFile file = VclParser.Read(new SourceText("a.vcl", text), new ReadContext { Files = files });

        file.Subs.Length.ShouldBeGreaterThan(1);
        file.Hops.Single().Pass(new Handshake { Path = "/ws" }).ToArray().Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("return (pass);", PassageEnd.Forwarded, null)]
    [InlineData("return (synth(403));", PassageEnd.Answered, 403)]
    [InlineData("return (synth(301, \"https://x\"));", PassageEnd.Redirected, 301)]
    [InlineData("return (synth(750, \"https://x\"));", PassageEnd.Unknown, null)]
    [InlineData("if (client.ip ~ us) { return (synth(403)); } return (pipe);", PassageEnd.Forwarded, null)]
    [InlineData("if (client.ip ~ us) { return (pass); } return (pipe);", PassageEnd.Unknown, null)]
    [InlineData("return (vcl(other));", PassageEnd.Unknown, null)]
    public void A_handshake_ends_where_the_code_ends_it(string code, PassageEnd end, int? status)
    {
        Passage passage = Read($"vcl 4.1;\nbackend a {{ .host = \"h\"; }}\nsub vcl_recv {{ {code} }}\n").Hops.Single().Pass(new Handshake { Path = "/ws" }).Single();

        (passage.End, passage.Status).ShouldBe((end, status));
    }

    [Theory]
    [InlineData("default.vcl", "vcl 4.1;\n")]
    [InlineData("default.vcl.tmpl", "backend default {\n.host = \"{{ host }}\";\n}\n")]
    [InlineData("cache.conf", "sub vcl_recv {\n}\n")]
    public void Its_files_are_recognised(string name, string text) => (ConfigKinds.Recognise(new SourceText(name, text))?.Name).ShouldBe("varnish");

    private static VclFile Read(string text) => VclParser.Read(new SourceText("default.vcl", text), new ReadContext());

    private sealed class OneFile(SourceText file) : IConfigFiles
    {
        public SourceText? Read(string path, string folder) => file;

        public System.Collections.Immutable.ImmutableArray<string> Glob(string pattern, string folder) => [];
    }
}
