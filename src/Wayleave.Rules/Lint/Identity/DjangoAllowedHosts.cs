using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Django;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>The hosts that a Django project answers for, where that is known for certain.</summary>
/// <param name="Project">The project.</param>
/// <param name="Values">What <c>ALLOWED_HOSTS</c> may be; several where it depends on a condition.</param>
internal sealed record DjangoAllowedHosts(DjangoProject Project, ImmutableArray<ImmutableArray<string>> Values)
{
    // With DEBUG and an empty list Django lets these in.
    private static readonly string[] s_debug = [".localhost", "127.0.0.1", "[::1]"];

    /// <summary>The hosts of each project of which all is seen.</summary>
    public static IEnumerable<DjangoAllowedHosts> Of(IEnumerable<DjangoFile> files)
    {
        foreach (DjangoProject project in DjangoProject.Of(files))
        {
            ImmutableArray<DataNode> values = project.Values("ALLOWED_HOSTS");
            if (!project.IsWhole || values.IsEmpty || !values.All(value => value is DataList list && list.Values.All(item => item is DataScalar { IsQuoted: true }))) continue;
            yield return new DjangoAllowedHosts(project, [.. values.Select(value => value.Items.Select(item => item.Text!).ToImmutableArray())]);
        }
    }

    /// <summary>Whether Django answers for a host, in one of its settings at least.</summary>
    /// <param name="host">The host without a port.</param>
    public bool Cover(string host) => Values.Any(hosts => (hosts.IsEmpty && Project.MayBeTrue("DEBUG") ? [.. s_debug] : hosts).Any(entry => DjangoHosts.Covers(entry, host)));

    /// <summary>What the list has, for messages: half a sentence.</summary>
    public string Told => Values[^1].IsEmpty ? "is empty" : "has only " + string.Join(", ", Values[^1]);
}
