using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Doctor;

/// <summary>Sets a person's own presence to another state, and back in the end.</summary>
internal sealed class PresenceToggle(IPwsClient client, EndUserSession user, string contact, TimeSpan expiry)
{
    private PresenceState? _before;
    private bool _touched;

    /// <summary>Sets another state than others see now.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether others see another state now.</returns>
    public async Task<bool> ChangeAsync(CancellationToken cancellationToken)
    {
        var seen = await SeenAsync(cancellationToken).ConfigureAwait(false);
        _before ??= seen;
        _touched = true;
        await client.SetPresenceAsync(
            user,
            seen == PresenceState.Away ? PresenceState.Busy : PresenceState.Away,
            expiry,
            cancellationToken: cancellationToken).ConfigureAwait(false);
        return await SeenAsync(cancellationToken).ConfigureAwait(false) != seen;
    }

    /// <summary>
    /// Restores the former state, if it was changed. It does not restore a state that came from an override or a device, or that is
    /// unknown.
    /// </summary>
    /// <param name="cancellationToken">Cancels.</param>
    public Task BackAsync(CancellationToken cancellationToken)
    {
        if (!_touched)
        {
            return Task.CompletedTask;
        }

        _touched = false;
        var back = _before is PresenceState.Available or PresenceState.Busy or PresenceState.Away or PresenceState.Vacation
            ? _before.Value
            : PresenceState.Unavailable;
        return client.SetPresenceAsync(user, back, expiry, cancellationToken: cancellationToken);
    }

    private async Task<PresenceState> SeenAsync(CancellationToken cancellationToken) =>
        (await client.GetPresenceAsync(user, [contact], cancellationToken).ConfigureAwait(false)) is [var only, ..]
            ? only.State
            : PresenceState.Unknown;
}
