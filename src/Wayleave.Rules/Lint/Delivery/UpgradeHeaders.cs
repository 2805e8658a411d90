using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>Whether a handshake goes on from a hop as one.</summary>
internal static class UpgradeHeaders
{
    /// <summary>What Firefox says in Connection; the others say <c>Upgrade</c> alone.</summary>
    public const string Firefox = "keep-alive, Upgrade";

    /// <summary>Those of the two headers that certainly do not go on as a handshake's; none where the hop speaks HTTP/2, which has neither.</summary>
    /// <param name="crossing">The crossing.</param>
    public static ImmutableArray<string> Missing(Crossing crossing)
    {
        if (crossing.Passage.End is not PassageEnd.Forwarded || crossing.Passage.Version is { Value.Major: >= 2 }) return [];
        return [.. Lacks(crossing.Sent("upgrade"), "websocket") ? ["Upgrade"] : Array.Empty<string>(), .. Lacks(crossing.Sent("connection"), "upgrade") ? ["Connection"] : Array.Empty<string>()];
    }

    /// <summary>The same crossing for Firefox: each passage of its handshake that lacks a header where Chrome's has them all.</summary>
    public static IEnumerable<Crossing> OnlyFirefox(Crossing crossing)
    {
        if (crossing.Passage.End is not PassageEnd.Forwarded || Missing(crossing).Length > 0) return [];
        Handshake firefox = crossing.Handshake with { Connection = Firefox };
        return crossing.Hop.Pass(firefox).Where(passage => passage.At == crossing.Passage.At).Select(passage => crossing with { Handshake = firefox, Passage = passage }).Where(other => Missing(other).Length > 0);
    }

    /// <summary>The line to blame for what is missing: the one that takes it out, else the one that lacks it.</summary>
    public static Config.Sources.Span Where(Crossing crossing) =>
        Missing(crossing).Select(name => crossing.Sent(name.ToLowerInvariant()).Where).FirstOrDefault(where => where is not null) ?? crossing.Passage.At;

    private static bool Lacks(HeaderFate header, string token) =>
        header.Known && !(header.Value ?? "").Split(',', StringSplitOptions.TrimEntries).Contains(token, StringComparer.OrdinalIgnoreCase);
}
