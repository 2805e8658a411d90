using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Tests.Config.Nginx;

public sealed class NginxSnippetTests
{
    private static readonly SourceText s_yaml = new("ingress.yaml", "metadata:\n  annotations:\n    nginx/configuration-snippet: |\n      proxy_http_version 1.1;\n      proxy_set_header Upgrade \"$http_upgrade\";\n    other: \"a \\\"b c\\\";\\nd e;\"\n");

    [Fact]
    public void A_snippets_directives_stand_in_the_file_around_it()
    {
        int start = s_yaml.Text.IndexOf("      proxy_http", StringComparison.Ordinal);
        var at = new Span(s_yaml, start, s_yaml.Text.IndexOf("    other", StringComparison.Ordinal));

        NginxSnippet snippet = NginxSnippet.Read(at, "proxy_http_version 1.1;\nproxy_set_header Upgrade \"$http_upgrade\";\n", new ReadContext());

        snippet.Errors.ShouldBeEmpty();
        snippet.Directives.Select(directive => directive.At.Line).ShouldBe([4, 5]);
        snippet.Directives[1].At.Text.ShouldBe("proxy_set_header Upgrade \"$http_upgrade\";");
    }

    [Fact]
    public void Where_the_file_has_escapes_directives_stand_at_the_whole_value()
    {
        int start = s_yaml.Text.IndexOf("a \\\"b", StringComparison.Ordinal);
        var at = new Span(s_yaml, start, s_yaml.Text.LastIndexOf('"'));

        NginxSnippet snippet = NginxSnippet.Read(at, "a \"b c\";\nd e;", new ReadContext());

        Nginxes.Shape(snippet.Directives).ShouldBe("a,b c d,e");
        snippet.Directives[1].Words[0].At.ShouldBe(at);
        snippet.Directives[1].At.ShouldBe(at);
    }
}
