using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Streamlit;

/// <summary>Streamlit's <c>config.toml</c> or <c>secrets.toml</c>.</summary>
/// <param name="Source">The file.</param>
/// <param name="Root">What it has; null if nothing could be read.</param>
/// <param name="IsSecrets">Whether it holds the app's secrets and no options.</param>
public sealed record StreamlitFile(SourceText Source, DataNode? Root, bool IsSecrets) : ConfigFile(Source, "streamlit")
{
    /// <summary>The options that it sets.</summary>
    public ImmutableArray<StreamlitOption> Options { get; } = IsSecrets ? [] :
    [
        .. from section in Root?.Entries ?? []
           from entry in section.Value.Entries
           where entry.Value is not DataMap
           select new StreamlitOption($"{section.Key}.{entry.Key}", entry.Value.Text ?? entry.Value.At.Text, entry.At) { NameAt = entry.KeyAt, ValueAt = entry.Value.At },
    ];

    /// <inheritdoc/>
    public override ImmutableArray<AppFacts> Apps => IsSecrets ? [] : [StreamlitApp.Of(Source.All.Before, Options)];
}
