using Wayleave.Rules.Config.HAProxy.Matching;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.HAProxy.Passing;

/// <summary>The <c>http-request</c> rules that change a handshake and let it go on.</summary>
internal static class HAProxyHeaderActions
{
    // The headers that a handshake may have, for rules that take out several by a pattern.
    private static readonly string[] s_headers =
        ["upgrade", "connection", "host", "origin", "cookie", "authorization", "sec-websocket-key", "sec-websocket-version", "sec-websocket-protocol", "sec-websocket-extensions"];

    /// <summary>The handshake behind a rule.</summary>
    /// <param name="line">The rule.</param>
    /// <param name="request">The handshake in front of it.</param>
    /// <param name="certain">Whether its condition certainly holds.</param>
    public static HAProxyRequest Change(HAProxyLine line, HAProxyRequest request, bool certain)
    {
        string action = line[1];
        if (action.StartsWith("set-var", StringComparison.Ordinal)) return SetVariable(line, request, certain);
        return action switch
        {
            "set-header" or "replace-header" or "replace-value" when !certain => request.With(line[2], HeaderFate.Unknown(line.At)),
            "set-header" when line.Words.Length > 3 => request.With(line[2], Value(line, request)),
            "add-header" => request.With(line[2], HeaderFate.Unknown(line.At) with { Count = request.Header(line[2].ToLowerInvariant()).Value is null ? 1 : 2 }),
            "del-header" => Deleted(line).Aggregate(request, (left, name) => left.With(name, certain ? HeaderFate.Gone(line.At) : HeaderFate.Unknown(line.At))),
            "replace-header" or "replace-value" when line.Words.Length > 4 => Replaced(line, request),
            "set-path" or "set-pathq" or "set-uri" => request with { Path = certain && line.Words.Length > 2 ? PathOf(HAProxyFormat.Evaluate(line.Words[2], request)) : null, Rewritten = line.At },
            "replace-path" or "replace-pathq" or "replace-uri" => NewPath(line, request, certain) is var path && path == request.Path ? request : request with { Path = path, Rewritten = line.At },
            _ => request,
        };
    }

    private static HeaderFate Value(HAProxyLine line, HAProxyRequest request) =>
        HAProxyFormat.Evaluate(line.Words[3], request.ForValues) is { } value ? HeaderFate.Is(value, line.At) : HeaderFate.Unknown(line.At);

    private static HAProxyRequest SetVariable(HAProxyLine line, HAProxyRequest request, bool certain)
    {
        string name = line[1].Split('(', ')', ',').ElementAtOrDefault(1) ?? "";
        HAProxySample value = HAProxySample.Unknown;
        if (certain && line.Words.Length > 2 && line.Words[2].IsKnown)
        {
            if (line[1].StartsWith("set-var-fmt", StringComparison.Ordinal)) value = HAProxyFormat.Evaluate(line.Words[2], request) is { } text ? HAProxySample.Of(text) : HAProxySample.Unknown;
            else value = HAProxyExpression.Parse(line[2]).Evaluate(request);
        }

        return request with { Variables = request.Variables.SetItem(name, value) };
    }

    private static IEnumerable<string> Deleted(HAProxyLine line)
    {
        string name = line[2];
        string how = line.IndexOf("-m", 3) is var at and > 0 ? line[at + 1] : "str";
        return how == "str" ? [name] : s_headers.Where(header => how switch
        {
            "beg" => header.StartsWith(name, StringComparison.OrdinalIgnoreCase),
            "end" => header.EndsWith(name, StringComparison.OrdinalIgnoreCase),
            "sub" => header.Contains(name, StringComparison.OrdinalIgnoreCase),
            _ => StrangersPattern.Finds(header, name, ignoreCase: true) ?? false,
        });
    }

    private static HAProxyRequest Replaced(HAProxyLine line, HAProxyRequest request)
    {
        HAProxySample before = request.ForValues.Header(line[2].ToLowerInvariant());
        if (before is { Known: true, Value: null }) return request;
        return before is { Known: true, Value: { } value } && line.Words[3].IsKnown && StrangersPattern.Finds(value, line[3]) == false
            ? request
            : request.With(line[2], HeaderFate.Unknown(line.At));
    }

    private static string? NewPath(HAProxyLine line, HAProxyRequest request, bool certain)
    {
        if (request.Path is not { } path || line.Words.Length < 4 || !line.Words[2].IsKnown) return null;
        // A pattern for a whole URI may ask for the host in front of the path, which only HTTP/2 has there.
        if (line[1] == "replace-uri" && line[2].Contains("://", StringComparison.Ordinal)) return null;
        if (StrangersPattern.Match(path, line[2]) is not { } match) return null;
        if (!match.Success) return path;
        return certain && !line[3].Contains('%', StringComparison.Ordinal) ? PathOf(StrangersPattern.Fill(line[3], match)) : null;
    }

    private static string? PathOf(string? uri) => uri?.Split('?')[0];
}
