using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Hosting;

/// <summary>What a host of static sites is told: <c>netlify.toml</c>, <c>vercel.json</c>, <c>_headers</c>.</summary>
/// <param name="Source">The file.</param>
/// <param name="Root">What it has; null in <c>_headers</c>, or if nothing could be read.</param>
public sealed record HostingFile(SourceText Source, DataNode? Root) : ConfigFile(Source, "hosting");
