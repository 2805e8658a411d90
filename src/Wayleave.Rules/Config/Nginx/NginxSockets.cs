using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Nginx;

/// <summary>Where an nginx passes sockets on: what rules about its own traps begin with.</summary>
internal static class NginxSockets
{
    /// <summary>The <c>proxy_pass</c> directives of a file that some socket's handshake reaches, each once for each place that includes it.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="file">One of its files.</param>
    public static ImmutableArray<NginxDirective> Passes(Deployment deployment, NginxFile file)
    {
        var reached = deployment.Crossings.Where(crossing => crossing.Passage.End is PassageEnd.Forwarded).Select(crossing => crossing.Passage.To?.At ?? crossing.Passage.At).ToHashSet();
        return [.. file.Named("proxy_pass").Where(directive => reached.Contains(directive.At))];
    }

    /// <summary>Whether some socket passes through a file.</summary>
    public static bool Any(Deployment deployment, NginxFile file) => !Passes(deployment, file).IsEmpty;
}
