using System.Collections.Immutable;
using System.Globalization;

namespace Wayleave.Rules.Config.HAProxy.Matching;

/// <summary>A sample expression: a fetch and the converters behind it, such as <c>req.hdr(host),lower,field(1,:)</c>.</summary>
/// <param name="Name">The fetch's name.</param>
/// <param name="Arguments">What stands in its parentheses.</param>
/// <param name="Converters">The converters with their arguments.</param>
/// <seealso href="https://docs.haproxy.org/2.6/configuration.html#7.3">Sample fetches</seealso>
internal sealed record HAProxyExpression(string Name, ImmutableArray<string> Arguments, ImmutableArray<(string Name, ImmutableArray<string> Arguments)> Converters)
{
    /// <summary>Reads an expression. Never throws.</summary>
    public static HAProxyExpression Parse(string text)
    {
        ImmutableArray<(string Name, ImmutableArray<string> Arguments)> calls = [.. Split(text).Select(Call)];
        return new HAProxyExpression(calls[0].Name, calls[0].Arguments, calls[1..]);
    }

    /// <summary>Whether it fetches the values of a header one by one.</summary>
    public bool IsHeaderList => Name is "hdr" or "req.hdr" && Converters.IsEmpty;

    /// <summary>Whether it is true or false by itself.</summary>
    public bool IsBoolean => Converters.IsEmpty && Name is "ssl_fc" or "ssl_fc_has_sni" or "always_true" or "always_false" or "bool" or "req.proto_http" or "req_proto_http";

    /// <summary>What it comes to.</summary>
    public HAProxySample Evaluate(HAProxyRequest request) =>
        Converters.Aggregate(Fetch(request), (sample, converter) => sample is { Known: true, Value: { } value } ? HAProxyConverters.Convert(value, converter.Name, converter.Arguments) : sample);

    private HAProxySample Fetch(HAProxyRequest request) => Name switch
    {
        "path" or "pathq" or "url" or "capture.req.uri" => Text(request.Path),
        "base" => Text(request.Host is { } host && request.Path is { } path ? host + path : null),
        "hdr" or "req.hdr" or "req.fhdr" or "fhdr" or "shdr" when Arguments.Length > 0 => request.Header(Arguments[0].ToLowerInvariant()),
        "hdr_cnt" or "req.hdr_cnt" or "req.fhdr_cnt" when Arguments.Length > 0 => Count(request.Header(Arguments[0].ToLowerInvariant())),
        "method" or "capture.req.method" => HAProxySample.Of("GET"),
        "req.ver" or "req_ver" => HAProxySample.Of("1.1"),
        "ssl_fc" => request.Bind is { } bind ? HAProxySample.Of(bind.IsTls) : HAProxySample.Unknown,
        "dst_port" => request.Bind?.Port is { } port ? HAProxySample.Of(port.ToString(CultureInfo.InvariantCulture)) : HAProxySample.Unknown,
        "ssl_fc_sni" or "req.ssl_sni" or "req_ssl_sni" => Text(request.Host),
        "always_true" or "req.proto_http" or "req_proto_http" => HAProxySample.Of(true),
        "always_false" => HAProxySample.Of(false),
        "str" or "int" or "bool" when Arguments.Length == 1 => HAProxySample.Of(Arguments[0]),
        "var" when Arguments.Length > 0 => request.Variables.GetValueOrDefault(Arguments[0], HAProxySample.Unknown),
        // A handshake's own answer is what rules about answers matter for.
        "status" or "res.status" => HAProxySample.Of("101"),
        _ => HAProxySample.Unknown,
    };

    private static HAProxySample Text(string? value) => value is null ? HAProxySample.Unknown : HAProxySample.Of(value);

    private static HAProxySample Count(HAProxySample header) =>
        header.Known ? HAProxySample.Of(header.Value is null ? "0" : header.Value.Split(',').Length.ToString(CultureInfo.InvariantCulture)) : HAProxySample.Unknown;

    private static (string Name, ImmutableArray<string> Arguments) Call(string text)
    {
        int open = text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0) return (text.Trim(), []);
        int close = text.LastIndexOf(')');
        return (text[..open].Trim(), [.. Split(close > open ? text[(open + 1)..close] : text[(open + 1)..]).Select(Bare)]);
    }

    private static string Bare(string argument) =>
        argument.Trim() is [var first, .., var last] && first == last && first is '\'' or '"' ? argument.Trim()[1..^1] : argument.Trim();

    // At the commas outside parentheses and quotes.
    private static IEnumerable<string> Split(string text)
    {
        int depth = 0, start = 0;
        char? quote = null;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quote is not null) quote = c == quote ? null : quote;
            else if (c is '\'' or '"') quote = c;
            else if (c == '(') depth++;
            else if (c == ')') depth--;
            if (c != ',' || depth > 0 || quote is not null) continue;
            yield return text[start..i];
            start = i + 1;
        }

        yield return text[start..];
    }
}
