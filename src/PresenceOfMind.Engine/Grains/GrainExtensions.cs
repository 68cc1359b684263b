namespace PresenceOfMind.Engine.Grains;

/// <summary>What grains do to themselves.</summary>
public static class GrainExtensions
{
    /// <summary>Ends an activation when its calls have ended, so that the next call reads what is kept. From any thread.</summary>
    /// <param name="grain">The grain.</param>
    public static void Forget(this IGrainBase grain) =>
        grain.GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "Something was not kept."));
}
