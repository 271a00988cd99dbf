/** Names of attributes and records that hold sound, and moving pictures: what pages play rather than only link to. */
export const SOUND = /audio|song|track|music|recording|sound|podcast|voice|episode/;
export const MOVING = /video|film|clip|movie|trailer|footage|lecture|animation/;
