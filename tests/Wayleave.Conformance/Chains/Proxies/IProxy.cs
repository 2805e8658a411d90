using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Chains.Proxies;

/// <summary>A real proxy: how it is configured and started.</summary>
internal interface IProxy
{
    /// <summary>The Debian package, and the hop's name in a diagnosis.</summary>
    string Name { get; }

    /// <summary>Its program.</summary>
    string Executable { get; }

    /// <summary>The part of a row that is meant for it; null if the row does without.</summary>
    string? FragmentOf(Chain chain);

    /// <summary>Whether rows can share one process.</summary>
    bool Shared => true;

    /// <summary>Writes the configuration and returns the arguments to start with.</summary>
    /// <param name="folder">A folder of its own.</param>
    /// <param name="instance">The instance's word.</param>
    /// <param name="fragments">The rows' fragments, placeholders filled in.</param>
    IEnumerable<string> Prepare(ScratchFolder folder, string instance, IReadOnlyList<string> fragments);
}
