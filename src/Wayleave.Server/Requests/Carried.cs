using Wayleave.Server.Destinations.Dialling;

namespace Wayleave.Server.Requests;

/// <summary>What became of a request on its way to one app.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Why">Why it did not end well, in words for the log; null if it did.</param>
/// <param name="Dial">Why there is no connection, where that is how it ended.</param>
internal readonly record struct Carried(CarriedEnd End, string? Why = null, DialFailure? Dial = null)
{
    /// <summary>There is no connection.</summary>
    /// <param name="failure">Why.</param>
    public static Carried Unreached(DialFailure failure) => new(CarriedEnd.Unreached, failure.Words, failure);
}
