using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>What becomes of request headers in a location.</summary>
internal static class NginxHeaders
{
    private static readonly string[] s_asked = ["sec-websocket-key", "sec-websocket-version", "sec-websocket-extensions", "sec-websocket-protocol", "origin", "cookie", "authorization", "user-agent"];

    /// <summary>The headers that the location decides on; all others go on as they came.</summary>
    /// <param name="block">The location, or the <c>if</c> in it.</param>
    /// <param name="variables">Reads texts with variables.</param>
    /// <param name="target">Where the request goes.</param>
    /// <param name="directive"><c>proxy_set_header</c> or its like.</param>
    /// <param name="isNew">Whether nginx is new enough to send no Connection by itself.</param>
    public static ImmutableDictionary<string, HeaderFate> Of(NginxDirective block, NginxVariables variables, NginxTarget target, string directive, bool isNew)
    {
        // What absent ones are: ngx_http_proxy_headers.
        bool hidden = NginxInheritance.MayBeHidden(block, directive);
        Dictionary<string, HeaderFate> headers = new()
        {
            ["upgrade"] = hidden ? HeaderFate.Unknown() : HeaderFate.Gone(),
            ["connection"] = hidden ? HeaderFate.Unknown() : isNew ? HeaderFate.Gone() : HeaderFate.Is("close"),
            ["host"] = hidden || target.ProxyHost is null ? HeaderFate.Unknown() : HeaderFate.Is(target.ProxyHost),
        };
        if (NginxInheritance.Scalar(block, "proxy_pass_request_headers") is { Argument: "off" } off)
        {
            foreach (string name in s_asked) headers[name] = HeaderFate.Gone(off.At);
        }

        bool replaced = NginxInheritance.MayBeReplaced(block, directive);
        foreach (IGrouping<string, NginxDirective> same in NginxInheritance.Array(block, directive).Where(set => set.Words.Length == 3).GroupBy(set => set.Argument.ToLowerInvariant()))
        {
            // An empty value removes the header; of several that are not, each is sent.
            HeaderFate[] fates = [.. same.Select(set => Fate(set, variables))];
            HeaderFate[] sent = [.. fates.Where(fate => !fate.Absent)];
            headers[same.Key] = replaced ? HeaderFate.Unknown(same.Last().At) : sent.Length == 0 ? fates[^1] : sent[^1] with { Count = sent.Count(fate => fate.Known) + (sent.Any(fate => !fate.Known) ? sent.Count(fate => !fate.Known) : 0) };
        }

        return headers.ToImmutableDictionary();
    }

    /// <summary>The headers that the nearest outer level sets and that are lost, since a level further in has some of its own.</summary>
    public static ImmutableDictionary<string, Span> Lost(NginxDirective block, string directive)
    {
        ImmutableArray<NginxDirective> own = NginxInheritance.Array(block, directive);
        if (own.IsEmpty || own[0].Parent?.Outwards().Skip(1).FirstOrDefault() is not { } outer) return ImmutableDictionary<string, Span>.Empty;
        return NginxInheritance.Array(outer, directive).Where(set => set is { Words: [_, _, { Text.Length: > 0 }] } && !own.Any(one => string.Equals(one.Argument, set.Argument, StringComparison.OrdinalIgnoreCase)))
            .GroupBy(set => set.Argument.ToLowerInvariant()).ToImmutableDictionary(same => same.Key, same => same.Last().At);
    }

    private static HeaderFate Fate(NginxDirective set, NginxVariables variables)
    {
        NginxValue value = variables.Value(set.Words[2].Text);
        return value.Possible switch
        {
            [""] => HeaderFate.Gone(value.Where ?? set.At),
            [var only] => HeaderFate.Is(only, value.Where ?? set.At),
            // What may be one thing or another is judged only where all of them mean the same.
            { IsEmpty: false } several when several.All(one => one.Contains("upgrade", StringComparison.OrdinalIgnoreCase)) => HeaderFate.Is(several[0], set.At),
            _ => HeaderFate.Unknown(set.At),
        };
    }
}
