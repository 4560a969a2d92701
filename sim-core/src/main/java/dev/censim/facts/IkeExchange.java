package dev.censim.facts;

/** In which exchange a negotiation failed: those of IKEv2, CREATE_CHILD_SA by its purpose, and those of IKEv1. */
public enum IkeExchange {
    IKE_SA_INIT("IKE_SA_INIT"),
    IKE_AUTH("IKE_AUTH"),
    CREATE_CHILD_SA("CREATE_CHILD_SA"),
    REKEY_CHILD_SA("CREATE_CHILD_SA to rekey a child SA"),
    REKEY_IKE_SA("CREATE_CHILD_SA to rekey the IKE SA"),
    INFORMATIONAL("INFORMATIONAL"),
    MAIN_MODE("main mode"),
    AGGRESSIVE_MODE("aggressive mode"),
    QUICK_MODE("quick mode");

    private final String text;

    IkeExchange(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** Whether only IKEv1 has it. INFORMATIONAL is of both versions. */
    public boolean isVersion1() {
        return this == MAIN_MODE || this == AGGRESSIVE_MODE || this == QUICK_MODE;
    }
}
