namespace Wayleave.Server.Tests.Serving.Abuse;

/// <summary>What a scripted app sends when a request has come, and what it does then.</summary>
/// <param name="Bytes">What it sends, each byte one character; <c>{accept}</c> becomes the answer to the request's key.</param>
/// <param name="Then">What it does then.</param>
internal sealed record AppAnswer(string Bytes, AppThen Then = AppThen.Listen);
