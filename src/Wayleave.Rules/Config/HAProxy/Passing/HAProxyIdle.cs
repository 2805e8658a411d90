using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.HAProxy.Passing;

/// <summary>How long an open socket may be silent: <c>timeout tunnel</c>, and where that is not set the shorter of <c>timeout client</c> and <c>timeout server</c>.</summary>
/// <seealso href="https://docs.haproxy.org/2.6/configuration.html#4.2-timeout%20tunnel">timeout tunnel</seealso>
internal static class HAProxyIdle
{
    private static readonly Setting<TimeSpan> s_never = new(Timeout.InfiniteTimeSpan, null);

    /// <summary>The silence; null if it is not known.</summary>
    /// <param name="front">Where the handshake came in.</param>
    /// <param name="back">Where it goes.</param>
    public static Setting<TimeSpan>? Of(HAProxyProxy front, HAProxyProxy back)
    {
        if (back.Find("timeout", "tunnel") is not { } tunnel) return Without(front, back);
        if (!IsKnown(tunnel) || HAProxyUnits.Time(tunnel[2]) is not { } time) return null;
        return time > TimeSpan.Zero ? new Setting<TimeSpan>(time, tunnel.At) : Without(front, back);
    }

    /// <summary>The silence where <c>timeout tunnel</c> is not set; null if it is not known.</summary>
    public static Setting<TimeSpan>? Without(HAProxyProxy front, HAProxyProxy back)
    {
        Setting<TimeSpan>? client = One(front, "client", "clitimeout"), server = One(back, "server", "srvtimeout");
        if (client is null || server is null) return null;
        if (client.Value == Timeout.InfiniteTimeSpan) return server;
        return server.Value == Timeout.InfiniteTimeSpan || client.Value <= server.Value ? client : server;
    }

    /// <summary>A <c>timeout tunnel</c> that stands there and does nothing; null if there is none.</summary>
    /// <param name="front">Where the handshake came in.</param>
    /// <param name="back">Where it goes.</param>
    public static HAProxyLine? Ignored(HAProxyProxy front, HAProxyProxy back)
    {
        if (back.Find("timeout", "tunnel") is { } tunnel)
            return IsKnown(tunnel) && HAProxyUnits.Time(tunnel[2]) == TimeSpan.Zero ? tunnel : null;
        return front.Section.Kind == "frontend" ? front.Section.FindAll("timeout", "tunnel").LastOrDefault(line => line.IsSure) : null;
    }

    private static Setting<TimeSpan>? One(HAProxyProxy proxy, string name, string oldName)
    {
        HAProxyLine? line = proxy.Find("timeout", name) ?? proxy.Find("timeout", oldName);
        int value = 2;
        if (line is null) (line, value) = (proxy.Find(oldName), 1);
        if (line is null) return proxy.File.IsWhole ? s_never : null;
        if (!line.IsSure || line.Words.Length <= value || !line.Words[value].IsKnown || HAProxyUnits.Time(line[value]) is not { } time) return null;
        return time == TimeSpan.Zero ? new Setting<TimeSpan>(Timeout.InfiniteTimeSpan, line.At) : new Setting<TimeSpan>(time, line.At);
    }

    private static bool IsKnown(HAProxyLine line) => line.IsSure && line.Words.Length > 2 && line.Words[2].IsKnown;
}
