using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Laravel;

/// <summary>Laravel Reverb's <c>config/reverb.php</c>.</summary>
/// <param name="Source">The file.</param>
/// <param name="AllowedOrigins">What each of its apps has for <c>allowed_origins</c>.</param>
public sealed record ReverbFile(SourceText Source, ImmutableArray<DataNode> AllowedOrigins) : ConfigFile(Source, "reverb");
