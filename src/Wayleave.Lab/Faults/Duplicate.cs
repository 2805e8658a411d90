using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Sends some POSTs to the next hop twice, as a hop does that tries again for want of an answer: the hop's <see cref="TwinRequest"/> does it.</summary>
internal sealed class Duplicate(long every) : Fault
{
    private long _posts;

    public static FaultKind Kind { get; } = new(
        new SettingWord("duplicate", "Sends every N-th POST to the next hop twice; the client gets the first answer or the second. Default: 1.")
        {
            Shape = ValueShape.Count,
            Default = "1",
        },
        plan => new Duplicate(plan.Value.Number));

    /// <summary>Whether it is this one's turn.</summary>
    public bool Meets(Exchange exchange) => exchange.Request.Method == "POST" && Interlocked.Increment(ref _posts) % every == 0;
}
