using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Aws;

/// <summary>A classic balancer. With a TCP or SSL listener it passes bytes; what it does with HTTP a rule of its own says.</summary>
/// <param name="balancer">The balancer.</param>
/// <param name="idle">The silence after which it ends a connection; null if that is not known.</param>
internal sealed class ClassicElbHop(DataNode balancer, Setting<TimeSpan>? idle) : Hop("elb", HopPlace.Balancer, balancer.At)
{
    /// <summary>The listeners of a balancer.</summary>
    public static IEnumerable<DataNode> Listeners(DataNode balancer) => (balancer["ListenerDescriptions"]?.Items ?? []).Select(one => one["Listener"]).OfType<DataNode>();

    /// <summary>Whether a listener speaks HTTP, to which such a balancer passes no upgrades.</summary>
    public static bool SpeaksHttp(DataNode listener) => listener["Protocol"]?.Text?.ToUpperInvariant() is "HTTP" or "HTTPS";

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake) =>
        from listener in Listeners(balancer)
        where !SpeaksHttp(listener)
        select new Passage
        {
            At = listener.At, End = PassageEnd.Forwarded, Idle = idle,
            To = new Upstream(listener.At) { Port = int.TryParse(listener["InstancePort"]?.Text, CultureInfo.InvariantCulture, out int port) ? port : null, Sticky = null },
        };
}
