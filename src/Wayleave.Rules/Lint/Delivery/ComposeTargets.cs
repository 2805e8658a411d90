using System.Globalization;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>Where hops that run in a compose project send sockets, beside the services that the project has.</summary>
internal static class ComposeTargets
{
    /// <summary>Each address that a hop of a project sends a socket to. A hop is the project's where just one service runs its program, in a network of its own.</summary>
    public static IEnumerable<ComposeTarget> Of(Deployment deployment) =>
        from compose in deployment.Of<ComposeFile>()
        from crossing in deployment.Crossings
        where crossing.Passage is { End: PassageEnd.Forwarded, To: not null }
        let own = compose.Runs(crossing.Hop.Product)
        where own is { OwnNetwork: true }
        from address in Addresses(crossing.Passage.To!)
        select new ComposeTarget(compose, own, crossing, address.Host, address.Port);

    /// <summary>The ports at which a service is known to listen, whoever says so.</summary>
    public static IEnumerable<int> Ports(ComposeService service) =>
        service.Ports.Select(port => port.Target).Concat(service.Exposed).Concat(CommandPorts(service)).Concat(EnvironmentPorts(service));

    /// <summary>The ports that a service's command lines name.</summary>
    public static IEnumerable<int> CommandPorts(ComposeService service) =>
        from command in service.Commands
        from text in Named(command)
        where int.TryParse(text[(text.LastIndexOf(':') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out _)
        select int.Parse(text[(text.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);

    private static IEnumerable<string> Named(ServerCommand command)
    {
        if (command.Option("--port", "--server.port", "--bind", "-b", "-p", "--http") is { } option) yield return option.Value;
        // Django's and daphne's own way: `runserver 0.0.0.0:8000`.
        foreach (CommandWord word in command.Arguments)
        {
            if (word.Text.Contains(':', StringComparison.Ordinal) && word.Text.Any(char.IsAsciiDigit)) yield return word.Text;
        }
    }

    private static IEnumerable<int> EnvironmentPorts(ComposeService service) =>
        service.Environment.Where(pair => pair.Key.EndsWith("PORT", StringComparison.Ordinal)).Select(pair => int.TryParse(pair.Value.Value, CultureInfo.InvariantCulture, out int port) ? port : 0);

    private static IEnumerable<(string Host, int? Port)> Addresses(Upstream upstream)
    {
        if (upstream.Servers.IsEmpty) return upstream.Host is { } host ? [(host, upstream.Port)] : [];
        return upstream.Servers.Select(server => server.LastIndexOf(':') is > 0 and var colon && int.TryParse(server[(colon + 1)..], CultureInfo.InvariantCulture, out int port) ? (server[..colon], (int?)port) : (server, null));
    }
}
