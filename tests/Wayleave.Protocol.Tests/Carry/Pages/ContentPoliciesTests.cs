using Wayleave.Protocol.Carry.Pages;

namespace Wayleave.Protocol.Tests.Carry.Pages;

public sealed class ContentPoliciesTests
{
    private const string H = "'sha256-HASH='";

    private static readonly ScriptSource s_source = new("https", "app.example", 443, "sha256-HASH=");

    // Policy in, policy out; then what the tag gets.
    [Theory]
    [InlineData("img-src 'none'", "=", "")]
    [InlineData("script-src 'self'", "=", "")]
    [InlineData("script-src *", "=", "")]
    [InlineData("script-src https:", "=", "")]
    [InlineData("script-src HTTPS: 'unsafe-inline'", "=", "")]
    [InlineData("script-src http:", "=", "")]
    [InlineData("script-src app.example", "=", "")]
    [InlineData("script-src https://APP.example", "=", "")]
    [InlineData("script-src http://app.example:443", "=", "")]
    [InlineData("script-src *.example:*", "=", "")]
    [InlineData("script-src *.EXAMPLE", "=", "")]
    [InlineData("script-src *.pp.example", "script-src *.pp.example " + H, "i")]
    [InlineData("script-src *pp.example", "script-src *pp.example " + H, "i")]
    [InlineData("script-src 'SELF'", "=", "")]
    [InlineData("script-src\t'self'", "=", "")]
    [InlineData("script-src\f'none'", "script-src " + H, "i")]
    [InlineData("script-src HTTP://app.example:443", "=", "")]
    [InlineData("script-src app.example/", "=", "")]
    [InlineData("script-src HTTPS://app.example", "=", "")]
    [InlineData("script-src *app.example", "script-src *app.example " + H, "i")]
    [InlineData("script-src\thttps://cdn.example\f'self'", "=", "")]
    [InlineData("\nscript-src\r'none'", "\nscript-src " + H, "i")]
    [InlineData("script-src app.example/a/", "script-src app.example/a/ " + H, "i")]
    [InlineData("script-src app.example/a", "script-src app.example/a " + H, "i")]
    [InlineData("script-src app.example:8443", "script-src app.example:8443 " + H, "i")]
    [InlineData("script-src wss://app.example", "script-src wss://app.example " + H, "i")]
    [InlineData("script-src *.app.example", "script-src *.app.example " + H, "i")]
    [InlineData("script-src https://cdn.example; img-src *", "script-src https://cdn.example " + H + "; img-src *", "i")]
    [InlineData("script-src 'none'", "script-src " + H, "i")]
    [InlineData("script-src", "script-src " + H, "i")]
    [InlineData("script-src 'none' https://cdn.example", "script-src 'none' https://cdn.example " + H, "i")]
    [InlineData("img-src a; script-src 'NONE' ;", "img-src a; script-src " + H + ";", "i")]
    [InlineData("script-src 'nonce-abc+/_-=='", "=", "n:abc+/_-==")]
    [InlineData("script-src 'NONCE-Abc' 'strict-dynamic' 'unsafe-inline' https:", "=", "n:Abc")]
    [InlineData("script-src 'self' 'nonce-abc'", "=", "")]
    [InlineData("script-src 'nonce-a\"b' ", "script-src 'nonce-a\"b' " + H, "i")]
    [InlineData("script-src 'nonce-='", "script-src 'nonce-=' " + H, "i")]
    [InlineData("script-src 'nonce-abc==='", "script-src 'nonce-abc===' " + H, "i")]
    [InlineData("script-src 'nonce-abc", "script-src 'nonce-abc " + H, "i")]
    [InlineData("script-src xnonce-abc'", "script-src xnonce-abc' " + H, "i")]
    [InlineData("script-src 'STRICT-dynamic' 'self'", "script-src 'STRICT-dynamic' 'self' " + H, "i")]
    [InlineData("script-src 'strict-dynamic' 'unsafe-inline'", "script-src 'strict-dynamic' 'unsafe-inline' " + H, "i")]
    [InlineData("script-src 'UNSAFE-inline'", "script-src 'UNSAFE-inline' 'self'", "")]
    [InlineData("script-src 'unsafe-inline' 'sha256-abc'", "script-src 'unsafe-inline' 'sha256-abc' " + H, "i")]
    [InlineData("script-src 'unsafe-inline' 'SHA512-abc'", "script-src 'unsafe-inline' 'SHA512-abc' " + H, "i")]
    [InlineData("script-src 'nonce-a' 'nonce-b'", "=", "n:a")]
    [InlineData("script-src 'nonce-'", "script-src 'nonce-' " + H, "i")]
    [InlineData("script-src 'nonce-=='", "script-src 'nonce-==' " + H, "i")]
    [InlineData("script-src 'nonce-a==='", "script-src 'nonce-a===' " + H, "i")]
    [InlineData("script-src xnonce-a'", "script-src xnonce-a' " + H, "i")]
    [InlineData("script-src 'nonce-ab", "script-src 'nonce-ab " + H, "i")]
    [InlineData("script-src 'strict-dynamic' 'self' 'sha256-abc='", "script-src 'strict-dynamic' 'self' 'sha256-abc=' " + H, "i")]
    [InlineData("script-src 'Strict-Dynamic' 'self'", "script-src 'Strict-Dynamic' 'self' " + H, "i")]
    [InlineData("script-src 'sha256-abc='", "script-src 'sha256-abc=' " + H, "i")]
    [InlineData("script-src 'unsafe-inline'", "script-src 'unsafe-inline' 'self'", "")]
    [InlineData("script-src 'unsafe-inline' 'unsafe-eval' https://cdn.example", "script-src 'unsafe-inline' 'unsafe-eval' https://cdn.example 'self'", "")]
    [InlineData("script-src 'unsafe-inline' 'sha384-abc'", "script-src 'unsafe-inline' 'sha384-abc' " + H, "i")]
    [InlineData("script-src 'unsafe-inline' 'strict-dynamic'", "script-src 'unsafe-inline' 'strict-dynamic' " + H, "i")]
    [InlineData("script-src 'Unsafe-Inline'", "script-src 'Unsafe-Inline' 'self'", "")]
    [InlineData("script-src " + H, "=", "i")]
    [InlineData("script-src 'self'; script-src-elem 'none'", "script-src 'self'; script-src-elem " + H, "i")]
    [InlineData("script-src 'none'; script-src-elem 'self'", "=", "")]
    [InlineData("script-src 'self'; script-src 'none'", "=", "")]
    [InlineData("SCRIPT-SRC 'none'", "SCRIPT-SRC " + H, "i")]
    [InlineData("default-src 'self'", "=", "")]
    [InlineData("default-src 'none'", "default-src 'none'; script-src " + H, "i")]
    [InlineData("Default-Src 'none'", "Default-Src 'none'; script-src " + H, "i")]
    [InlineData("default-src https://cdn.example; ", "default-src https://cdn.example; script-src https://cdn.example " + H + "; ", "i")]
    [InlineData("default-src 'none'; script-src 'self'", "=", "")]
    [InlineData("DEFAULT-src 'none'", "DEFAULT-src 'none'; script-src " + H, "i")]
    [InlineData("script-src-attr 'none'", "=", "")]
    // Requests of the script.
    [InlineData("connect-src wss:", "connect-src wss: 'self'", "")]
    [InlineData("connect-src WS:", "connect-src WS: 'self'", "")]
    [InlineData("connect-src app.example/api", "=", "")]
    [InlineData("connect-src WS://app.example:443", "connect-src WS://app.example:443 'self'", "")]
    [InlineData("connect-src WSS://app.example", "connect-src WSS://app.example 'self'", "")]
    [InlineData("connect-src wss://app.example:8443", "=", "")]
    [InlineData("default-src wss:; script-src 'self'; connect-src 'self'", "=", "")]
    [InlineData("connect-src wss://app.example", "connect-src wss://app.example 'self'", "")]
    [InlineData("connect-src wss://app.example/ws/a", "connect-src wss://app.example/ws/a 'self'", "")]
    [InlineData("connect-src https://app.example/api wss://*.example/", "connect-src https://app.example/api wss://*.example/ 'self'", "")]
    [InlineData("connect-src ws://app.example:*", "connect-src ws://app.example:* 'self'", "")]
    [InlineData("connect-src 'self'", "=", "")]
    [InlineData("connect-src wss: https:", "=", "")]
    [InlineData("connect-src 'none'", "=", "")]
    [InlineData("connect-src wss://other.example", "=", "")]
    [InlineData("connect-src https://api.example", "=", "")]
    [InlineData("default-src wss: 'self'", "=", "")]
    [InlineData("default-src wss:; script-src 'self'", "default-src wss:; script-src 'self'; connect-src wss: 'self'", "")]
    // Several.
    [InlineData("script-src 'self', script-src 'none'", "script-src 'self', script-src " + H, "i")]
    [InlineData("script-src 'nonce-a', script-src 'nonce-b'", "script-src 'nonce-a', script-src 'nonce-b' " + H, "n:a i")]
    [InlineData("script-src 'nonce-a', script-src 'nonce-b' 'nonce-a'", "=", "n:a")]
    [InlineData("script-src 'none', script-src 'self'", "script-src " + H + ", script-src 'self'", "i")]
    [InlineData("script-src 'nonce-a', script-src 'unsafe-inline' 'nonce-b'", "script-src 'nonce-a', script-src 'unsafe-inline' 'nonce-b' " + H, "n:a i")]
    [InlineData("", "=", "")]
    [InlineData("SANDBOX Allow-Scripts Allow-Same-Origin", "=", "")]
    [InlineData("sandbox allow-scripts allow-same-origin", "=", "")]
    [InlineData("sandbox Allow-Scripts Allow-Same-Origin", "=", "")]
    [InlineData("sandbox allow-same-origin", null, "")]
    [InlineData("sandbox allow-scripts", null, "")]
    [InlineData("script-src 'self', sandbox ALLOW-same-origin allow-forms", null, "")]
    [InlineData("sandbox", null, "")]
    public void Each_policy_lets_the_script_through_and_no_more(string policy, string? expected, string tag)
    {
        var change = ContentPolicies.Admit([policy], s_source);
        if (expected is null)
        {
            change.ShouldBeNull();
            return;
        }

        change.ShouldNotBeNull().Values.ShouldBe([expected == "=" ? policy : expected]);
        string.Join(' ', new[] { change.Nonce is { } nonce ? $"n:{nonce}" : null, change.NeedsIntegrity ? "i" : null }.OfType<string>()).ShouldBe(tag);
    }

    [Fact]
    public void Each_line_counts()
    {
        var change = ContentPolicies.Admit(["script-src 'self'", "script-src 'nonce-a'", "default-src 'none'"], s_source).ShouldNotBeNull();
        change.Values.ShouldBe(["script-src 'self'", "script-src 'nonce-a'", $"default-src 'none'; script-src {H}"]);
        change.Nonce.ShouldBe("a");
        ContentPolicies.Admit([], s_source).ShouldNotBeNull().Values.ShouldBeEmpty();
    }

    [Fact]
    public void Where_the_host_is_not_known_a_host_in_the_policy_is_not_enough() =>
        ContentPolicies.Admit(["script-src app.example", "script-src *.example"], s_source with { Host = null })!.Values
            .ShouldBe([$"script-src app.example {H}", $"script-src *.example {H}"]);

    [Fact]
    public void Where_the_browser_seems_to_speak_plainly_what_holds_for_TLS_alone_is_not_enough() =>
        ContentPolicies.Admit(["script-src https:", "script-src https://app.example", "script-src app.example"], s_source with { Scheme = "http", Port = 80 })!.Values
            .ShouldBe([$"script-src https: {H}", $"script-src https://app.example {H}", "script-src app.example"]);

    [Fact]
    public void A_host_without_a_port_is_meant_for_the_usual_one_alone() =>
        ContentPolicies.Admit(["script-src app.example", "script-src app.example:8443", "script-src app.example:*"], s_source with { Port = 8443 })!.Values
            .ShouldBe([$"script-src app.example {H}", "script-src app.example:8443", "script-src app.example:*"]);

    // The page's scheme, host and port; a source; whether it lets the script through without more.
    [Theory]
    [InlineData("http", "app.example", 80, "app.example", true)]
    [InlineData("http", "app.example", 8080, "app.example", false)]
    [InlineData("http", "app.example", 8080, "app.example:8080", true)]
    [InlineData("http", "app.example", 8080, "http://app.example:8080", true)]
    [InlineData("http", "app.example", 8080, "https://app.example:8080", false)]
    [InlineData("https", "app.example", 8443, "app.example", false)]
    [InlineData("https", "app.example", 8443, "HTTPS://app.example:8443", true)]
    // CSP3 §2.3.1: the grammar of hosts has no addresses of IPv6, so browsers pass over them.
    [InlineData("https", "::1", 443, "[::1]", false)]
    public void A_source_counts_where_scheme_host_and_port_are_the_pages_own(string scheme, string host, int port, string allowed, bool isEnough)
    {
        var policy = $"script-src {allowed}";
        ContentPolicies.Admit([policy], new ScriptSource(scheme, host, port, "sha256-HASH="))!.Values.ShouldBe([isEnough ? policy : $"{policy} {H}"]);
    }
}
