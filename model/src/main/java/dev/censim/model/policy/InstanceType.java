package dev.censim.model.policy;

/** What is attached to a transit router (API: {@code OriginInstanceType}, {@code SourceChildInstanceTypes}). */
public enum InstanceType {
    VPC("VPC"),
    VBR("VBR"),
    ECR("ECR"),
    VPN("VPN"),
    CCN("CCN"),
    /** Another transit router, over an inter-region connection. */
    TR("TR");

    private final String text;

    InstanceType(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
