using Wayleave.Lab.Engine;

namespace Wayleave.Lab.Faults;

/// <summary>A fault in the way of requests.</summary>
public interface IRequestFault
{
    /// <summary>Meets a request before it is passed on: changes <see cref="Exchange.Forwarded"/>, or decides its fate.</summary>
    /// <param name="exchange">The request.</param>
    /// <returns>What happens instead of passing it on; null: it goes on.</returns>
    Outcome? OnRequest(Exchange exchange);
}
