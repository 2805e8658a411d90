namespace Wayleave.Server.Events.Stores;

/// <summary>The store cannot be reached: later it may be otherwise. What was to be published may have been, where it was already on its way.</summary>
/// <param name="words">Why, with no password in it.</param>
/// <param name="cause">What it came from.</param>
internal sealed class StoreUnavailableException(string words, Exception? cause = null) : Exception(words, cause);
