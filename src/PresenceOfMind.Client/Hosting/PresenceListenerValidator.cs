using Microsoft.Extensions.Options;
using PresenceOfMind.Client.Listening;

namespace PresenceOfMind.Client.Hosting;

/// <summary>Checks where the listener of a host is to listen.</summary>
internal sealed class PresenceListenerValidator : IValidateOptions<PresenceListenerOptions>
{
    public ValidateOptionsResult Validate(string? name, PresenceListenerOptions options)
    {
        var faults = options.FindFaults().ToList();
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
