using Wayleave.Lab.Faults;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Catalogue;

/// <summary>A fault that any hop can have.</summary>
/// <param name="Word">How it is written and what it does.</param>
/// <param name="Create">Makes one for one hop of one running chain; what it counts, it counts there.</param>
public sealed record FaultKind(SettingWord Word, Func<FaultPlan, Fault> Create);
