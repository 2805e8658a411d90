using System.Collections.Immutable;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis;

/// <summary>What was seen at one socket, by the public way and by each other way tried, with the questions that rules ask most.</summary>
public sealed class Evidence
{
    /// <summary>Gathers what a run saw of one socket.</summary>
    /// <param name="run">The run.</param>
    /// <param name="socket">The socket's URL.</param>
    public Evidence(Run run, string socket)
    {
        ArgumentNullException.ThrowIfNull(run);
        Run = run;
        Socket = new Uri(socket);
        Public = new Way(Probe.PublicRoute, Mine(Probe.PublicRoute));
        Direct = [.. run.Asked.Routes.Select(route => new Way(route, Mine(route)))];

        IEnumerable<Probe> Mine(string route) =>
            run.Probes.Where(p => p.Route == route && (p.Socket is null || p.Socket == socket));
    }

    /// <summary>The whole run, for what belongs to no single socket.</summary>
    public Run Run { get; }

    /// <summary>The socket's URL.</summary>
    public Uri Socket { get; }

    /// <summary>What the caller gave and asked for.</summary>
    public Asked Asked => Run.Asked;

    /// <summary>The public URL's own way.</summary>
    public Way Public { get; }

    /// <summary>The ways of <c>--via</c> and <c>--origin</c>, the outermost hop first.</summary>
    public ImmutableArray<Way> Direct { get; }

    /// <summary>All ways, the public one first.</summary>
    public IEnumerable<Way> Ways => [Public, .. Direct];
}
