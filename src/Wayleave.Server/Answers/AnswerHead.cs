using Wayleave.Protocol.Http;

namespace Wayleave.Server.Answers;

/// <summary>A head that an app has sent, or why there is none.</summary>
/// <param name="Head">The head; null if there is none.</param>
/// <param name="Trouble">Why there is none, in words; null if there is one.</param>
/// <param name="IsSilent">Whether the connection has ended without a byte: the app may never have seen the request.</param>
internal readonly record struct AnswerHead(ResponseHead? Head, string? Trouble = null, bool IsSilent = false);
