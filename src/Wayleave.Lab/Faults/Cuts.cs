using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Cuts every connection of a client, upgraded or plain, at an age drawn for it, whatever is under way: the hop's <see cref="CutWatch"/> does it.</summary>
internal sealed class Cuts(TimeSpan least, TimeSpan most) : Fault
{
    public static FaultKind Kind { get; } = new(
        new SettingWord("cuts", "Resets every connection of a client, in a tunnel, a request or an answer, at an age drawn between the two.")
        {
            Shape = ValueShape.TimeRange,
        },
        plan => new Cuts(plan.Value.Time, plan.Value.Most));

    /// <summary>The age at which the next connection is cut.</summary>
    public TimeSpan Draw(Chance chance) => chance.Between(least, most);
}
