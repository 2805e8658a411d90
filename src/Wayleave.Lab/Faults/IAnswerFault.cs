using Wayleave.Lab.Engine;
using Wayleave.Protocol.Http;

namespace Wayleave.Lab.Faults;

/// <summary>A fault in the way of answers, the hop's own included.</summary>
public interface IAnswerFault
{
    /// <summary>Meets an answer on its way to the client.</summary>
    /// <param name="exchange">The request that it answers.</param>
    /// <param name="answer">The answer's head, signed by the hop.</param>
    /// <param name="cancellation">Ends a wait.</param>
    /// <returns>The head that the client gets.</returns>
    ValueTask<ResponseHead> OnAnswerAsync(Exchange exchange, ResponseHead answer, CancellationToken cancellation);
}
