using Wayleave.Rules.Causes;

namespace Wayleave.Conformance.Fixes;

/// <summary>Whoever copies a fix must not get an error from their program: each snippet passes that program's own check.</summary>
public sealed class FixSyntaxTests
{
    private static readonly Dictionary<string, SnippetChecker> Checkers = new()
    {
        ["nginx"] = new NginxSnippet(),
        ["haproxy"] = new HaProxySnippet(),
        ["caddy"] = new CaddySnippet(),
        ["apache"] = new ApacheSnippet(),
        ["varnish"] = new VarnishSnippet(),
    };

    public static TheoryData<string, string, int> Snippets
    {
        get
        {
            var rows = new TheoryData<string, string, int>();
            foreach (Cause cause in CauseCatalogue.All)
            {
                for (int i = 0; i < cause.Fixes.Length; i++)
                {
                    if (cause.Fixes[i].Snippet.Length > 0 && Checkers.ContainsKey(cause.Fixes[i].For))
                        rows.Add(cause.Name, cause.Fixes[i].For, i);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Snippets))]
    public async Task The_program_accepts_the_snippet(string cause, string program, int number) =>
        (await Checkers[program].ComplaintAsync(CauseCatalogue.Find(cause)!.Fixes[number].Snippet)).ShouldBeNull();

    [Theory]
    [InlineData("nginx", "proxy_read_timeout long;")]
    [InlineData("haproxy", "backend app\n    timeout tunnel long")]
    [InlineData("caddy", "reverse_proxi 127.0.0.1:8000")]
    [InlineData("apache", "ProxyPassing On")]
    [InlineData("varnish", "sub vcl_recv { return (pipeline); }")]
    public async Task A_wrong_snippet_would_be_noticed(string program, string snippet) =>
        (await Checkers[program].ComplaintAsync(snippet)).ShouldNotBeNull();
}
