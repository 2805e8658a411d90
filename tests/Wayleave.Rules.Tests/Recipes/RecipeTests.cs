using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Lint;
using Wayleave.Rules.Recipes;

namespace Wayleave.Rules.Tests.Recipes;

/// <summary>Each configuration that we write passes our own lint without a finding, whatever it is written for.</summary>
public sealed class RecipeTests
{
    private static readonly string[] s_edges = ["none", "cloudflare", "cloudfront", "alb"];
    private static readonly string[] s_targets = ["http://127.0.0.1:8501", "https://10.0.0.5:8443", "https://abc.ngrok.app"];

    private static readonly Dictionary<string, string> s_names = new()
    {
        ["nginx"] = "nginx/conf.d/app.conf", ["nginx-template"] = "templates/default.conf.template", ["haproxy"] = "haproxy.cfg", ["caddy"] = "Caddyfile", ["apache"] = "sites-available/app.conf",
        ["traefik"] = "traefik/dynamic/app.yml", ["compose"] = "compose.yaml", ["systemd"] = "wayleave.service", ["dockerfile"] = "Dockerfile", ["kubernetes"] = "app.yaml",
    };

    public static IEnumerable<TheoryDataRow<string, string, string, bool, string>> Everything =>
        from recipe in RecipeCatalogue.All
        where s_names.ContainsKey(recipe.Name)
        from edge in s_edges
        from target in s_targets
        from tls in new[] { true, false }
        from path in new[] { "/", "/ws" }
        select new TheoryDataRow<string, string, string, bool, string>(recipe.Name, edge, target, tls, path);

    [Theory]
    [MemberData(nameof(Everything))]
    public void What_we_write_passes_our_lint(string name, string edge, string target, bool tls, string path)
    {
        string text = RecipeCatalogue.Find(name)!.Write(Options(edge, target, tls, path));
        var source = new SourceText(s_names[name], text);
        ConfigKinds.Recognise(source).ShouldNotBeNull("lint cannot tell what kind of file this is, and would find nothing");

        LintReport report = Linter.Check([source], new LintOptions { Edge = edge, Paths = ["/ws"], Domain = "app.example.org" });

        report.Errors.Select(error => $"{error.At.Line}: {error.Message}").ShouldBeEmpty();
        report.Findings.Select(finding => $"{finding.Rule.Name} {finding.At.Line}: {finding.Message}").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void A_text_ends_with_one_line_end_and_has_no_trailing_blanks(string name, string edge, string target, bool tls, string path)
    {
        string text = RecipeCatalogue.Find(name)!.Write(Options(edge, target, tls, path));

        text.ShouldEndWith("\n");
        text.ShouldNotEndWith("\n\n");
        text.Split('\n').ShouldAllBe(line => line == line.TrimEnd());
        text.ShouldNotContain("\n\n\n");
        text.ShouldNotContain('\r');
    }

    [Fact]
    public void Products_are_found_by_their_other_names_too()
    {
        foreach ((string asked, string found) in new[] { ("docker-compose", "compose"), ("Dockerfile", "dockerfile"), ("HAProxy", "haproxy"), ("httpd", "apache"), ("k8s", "kubernetes") })
            RecipeCatalogue.Find(asked).ShouldNotBeNull(asked).Name.ShouldBe(found);
        RecipeCatalogue.Find("lighttpd").ShouldBeNull();
    }

    [Fact]
    public void Names_are_unique() => RecipeCatalogue.All.Select(recipe => recipe.Name).ShouldBeUnique();

    private static RecipeOptions Options(string edge, string target, bool tls, string path) =>
        new() { To = new Uri(target), Domain = "app.example.org", Edge = edge, SelfSigned = tls, SocketPath = path };
}
