using Wayleave.Server.Destinations.Dialling;

namespace Wayleave.Server.Destinations.Naming;

/// <summary>An answer and how long it may be kept.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Life">How long; <see cref="TimeSpan.Zero"/> where nobody answered, see <see cref="IsFailure"/>.</param>
internal readonly record struct LookUp(NameAnswer Answer, TimeSpan Life)
{
    /// <summary>Whether nobody could tell, so that an older answer is better than this one. That a name does not exist is an answer.</summary>
    public bool IsFailure => Answer.Failure is { Kind: DialFailureKind.NameUnknown };
}
