using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Python;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Django;

/// <summary>A settings file of Django.</summary>
/// <param name="Source">The file.</param>
/// <param name="Module">What it gives to its names.</param>
public sealed record DjangoFile(SourceText Source, PythonModule Module) : ConfigFile(Source, "django")
{
    /// <summary>The file's name without folder and ending, as another one imports it.</summary>
    public string Stem => Source.Name.Split('/')[^1].Split('.')[0];

    /// <inheritdoc/>
    public override ImmutableArray<AppFacts> Apps =>
    [
        new AppFacts("django", Source.All.Before)
        {
            RedirectsToHttps = Truth("SECURE_SSL_REDIRECT"),
            ProtoHeader = Only("SECURE_PROXY_SSL_HEADER") is DataList { Values: [DataScalar name, ..] } list ? new Setting<string>(DjangoProject.HeaderName(name.Value) ?? "", list.At) : null,
            AllowedHosts = Only("ALLOWED_HOSTS") is DataList hosts && hosts.Values.All(host => host is DataScalar) ? new Setting<ImmutableArray<string>>([.. hosts.Values.Select(host => host.Text!)], hosts.At) : null,
        },
    ];

    private DataNode? Only(string name) => PythonModule.Values(Module.Assignments, name) is [var only] ? only : null;

    private Setting<bool>? Truth(string name) => Only(name) is DataScalar { IsQuoted: false, Truth: { } truth } value ? new Setting<bool>(truth, value.At) : null;
}
