using System.Collections.Immutable;
using Wayleave.Lab.Catalogue;

namespace Wayleave.Lab.Grammar;

/// <summary>One hop of a chain, as asked for.</summary>
/// <param name="Kind">Whose stand-in.</param>
/// <param name="Settings">Its own settings, in the order written.</param>
/// <param name="Faults">Its faults, in the order written: the order in which a request meets them.</param>
public sealed record HopPlan(StandInKind Kind, ImmutableArray<ChosenSetting> Settings, ImmutableArray<FaultPlan> Faults)
{
    /// <summary>True if the hop has that setting of its own.</summary>
    /// <param name="name">The setting's word.</param>
    public bool Has(string name) => Settings.Any(setting => setting.Word.Name == name);

    /// <summary>The values of that setting, in the order written; empty if it was not given.</summary>
    /// <param name="name">The setting's word.</param>
    public IEnumerable<SettingValue> Values(string name) =>
        Settings.Where(setting => setting.Word.Name == name).Select(setting => setting.Value);

    /// <summary>As written in a chain; settings first.</summary>
    public override string ToString() => string.Join(':', [Kind.Name, .. Settings.Select(s => s.ToString()), .. Faults.Select(f => f.ToString())]);
}
