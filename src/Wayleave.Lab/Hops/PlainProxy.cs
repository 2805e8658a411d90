using Wayleave.Lab.Catalogue;

namespace Wayleave.Lab.Hops;

/// <summary>A right proxy that signs nothing and has no limits: the ground on which a fault is seen alone.</summary>
internal sealed class PlainProxy : StandIn
{
    public static StandInKind Kind { get; } = new("proxy", "A right proxy that signs nothing and has no limits of its own.", _ => new PlainProxy());
}
